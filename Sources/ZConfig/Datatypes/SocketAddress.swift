/// What a socket can be bound to or connected with.
public enum SocketAddress: Sendable, Hashable {
    /// A host that is a name or an IPv4 address.
    case inet(InetAddress)
    /// A host with a `:` in it.
    case inet6(InetAddress)
    /// The path of a Unix domain socket.
    case unix(path: String)
}

extension Datatype<SocketAddress> {
    /// A path if there is a `/` in the text, else an `inet-address`.
    public static let socketAddress = socketAddress("socket-address", .inetAddress)

    /// A path if there is a `/` in the text, else an `inet-binding-address`.
    public static let socketBindingAddress = socketAddress("socket-binding-address", .inetBindingAddress)

    /// A path if there is a `/` in the text, else an `inet-connection-address`.
    public static let socketConnectionAddress = socketAddress("socket-connection-address", .inetConnectionAddress)

    private static func socketAddress(_ name: String, _ inetAddress: Datatype<InetAddress>) -> Datatype {
        Datatype(name) { text throws(ConversionError) in
            if text.utf8.contains(UInt8(ascii: "/")) { return .unix(path: text) }
            let address = try inetAddress.convert(text)
            return address.host.utf8.contains(UInt8(ascii: ":")) ? .inet6(address) : .inet(address)
        }
    }
}
