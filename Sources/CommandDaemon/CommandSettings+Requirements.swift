import Daemons
import SystemPackage

extension CommandSettings {
    /// What a command needs: its program, and the directory in which that runs.
    var requirements: [Requirement] {
        let settings = self
        var requirements = [
            Requirement("Command") {
                // A working directory that is missing is told by itself.
                if let directory = settings.workingDirectory, ProgramLookup.obstacle(toWorkingIn: directory) != nil {
                    return nil
                }
                do throws(CommandError) {
                    let path = try settings.locate()
                    let obstacle = ProgramLookup.obstacle(toRunning: settings.inWorkingDirectory(path))
                    return obstacle.map { "\(path): \($0)" }
                } catch {
                    return "\(error)"
                }
            }
        ]
        if let workingDirectory {
            requirements.append(.readableDirectory("WorkingDirectory", FilePath(workingDirectory)))
        }
        if let queueDirectory { requirements.append(.writableDirectory("QueueDirectory", queueDirectory)) }
        return requirements
    }
}
