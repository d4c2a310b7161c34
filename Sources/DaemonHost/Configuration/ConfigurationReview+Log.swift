import Daemons
import EventLog
import SystemPackage
import ZConfig

/// What is worth a warning about the log.
extension ConfigurationReview {
    /// Loggers for records that nobody makes.
    mutating func reviewLoggers() {
        let daemons = app.daemons.map(\.name)
        let seeds = app.daemons.filter { !$0.templates.isEmpty }.map(\.name)
        for logger in app.log.idleLoggers(names: [app.name] + daemons, parents: seeds) {
            let hint = NearestName.hint(for: logger.text, among: daemons)
            warn(at: logger.position, "name", "name in <logger>: there is no daemon '\(logger.text)'\(hint)")
        }
    }

    /// Files that cannot be made.
    mutating func reviewLogFiles() {
        for handler in app.log.handlers {
            guard case .file(let file) = handler.destination else { continue }
            let path = FilePath(file.path)
            if !access(path), let problem = Requirement.problem(withWritingIn: path.parent) {
                warn(at: handler.position, "path", "path in <logfile>: \(problem)")
            }
        }
    }
}
