/// How the variables of a request are read, which differs from server to server.
public struct RequestMapping: Sendable, Hashable {
    /// Where the application lies in the web server's paths. With a mount point, the request's path is what is below
    /// it, and SCRIPT_NAME and PATH_INFO are rebuilt; with nil, the path is that of the URI as a whole, and
    /// SCRIPT_NAME and PATH_INFO are the server's.
    public var mountPoint: MountPoint?
    /// The most bytes that the path with the query may have; more are answered with 414.
    public var maximumTargetBytes: Int

    /// A way to read variables; what is left out has its default.
    public init(mountPoint: MountPoint? = nil, maximumTargetBytes: Int = 16384) {
        self.mountPoint = mountPoint
        self.maximumTargetBytes = maximumTargetBytes
    }
}
