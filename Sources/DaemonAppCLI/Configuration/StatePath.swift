import DaemonHost
import SystemPackage

/// Where an app keeps what survives it.
enum StatePath {
    /// The path of the configuration or, without one, the first of `$STATE_DIRECTORY`, which systemd sets; nil: nowhere.
    static func path(_ configuration: AppConfiguration) -> FilePath? {
        if let configured = configuration.stateDirectory { return FilePath(configured) }
        return ProcessEnvironment.value("STATE_DIRECTORY")?.split(separator: ":").first.map { FilePath(String($0)) }
    }
}
