import Testing
import ZConfig

/// The datatypes of hosts, ports and sockets.
@Suite struct AddressTests {
    @Test(arguments: [("0", 0), ("80", 80), ("65535", 65535), (" +8_0 ", 80), ("-0", 0), ("00080", 80), ("٨٠", 80)])
    func readsPorts(text: String, port: Int) throws {
        #expect(try Datatype.portNumber.convert(text) == port)
    }

    @Test(arguments: ["", "-1", "65536", "8.0", "http", "0x50", "8__0", "99999999999999999999", "80\u{0}"])
    func refusesOtherPorts(text: String) {
        #expect(throws: ConversionError("'\(text)' is not a port number: a whole number from 0 to 65535")) {
            try Datatype.portNumber.convert(text)
        }
    }

    static let addresses: [(text: String, host: String, port: Int?)] = [
        ("host", "host", nil), ("Host:80", "host", 80), ("80", "", 80), (":80", "", 80), (":", "", nil),
        ("host:", "host", nil), ("host: 80", "host", 80), (" 80 ", "", 80), ("[::1]:80", "::1", 80),
        ("[Host]:", "host", nil), ("[]:80", "", 80), ("::1", "::1", nil), ("FE80::1:80", "fe80::1:80", nil),
        ("[::1]", "[::1]", nil), ("::", "::", nil), ("a b:80", "a b", 80), ("70000", "70000", nil), ("-1", "-1", nil),
        (" host ", " host ", nil), ("[a:80", "[a", 80), ("a:\u{301}:", "a:\u{301}:", nil), ("ΑΣ:1", "ας", 1),
        ("a\u{301}:7", "a\u{301}", 7),
    ]

    @Test(arguments: addresses)
    func readsAddresses(text: String, host: String, port: Int?) throws {
        let address = InetAddress(host: host, port: port)
        #expect(try Datatype.inetAddress.convert(text) == address)
        #expect(try Datatype.inetBindingAddress.convert(text) == address)
        let toConnect = InetAddress(host: host.isEmpty ? "127.0.0.1" : host, port: port)
        #expect(try Datatype.inetConnectionAddress.convert(text) == toConnect)
    }

    @Test(arguments: ["", " ", "a b", "80 81", "host:http", "host:65536", "host:-1", "[::1]:x", ":x", "a: "])
    func refusesOtherAddresses(text: String) {
        #expect(throws: ConversionError.self) { try Datatype.inetAddress.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype.inetBindingAddress.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype.inetConnectionAddress.convert(text) }
        #expect(throws: ConversionError.self) { try Datatype.socketAddress.convert(text) }
    }

    @Test(arguments: [
        ("/run/app.sock", SocketAddress.unix(path: "/run/app.sock")), ("a/B:80 c", .unix(path: "a/B:80 c")),
        ("host:80", .inet(InetAddress(host: "host", port: 80))), ("80", .inet(InetAddress(host: "", port: 80))),
        ("[::1]:80", .inet6(InetAddress(host: "::1", port: 80))), ("::", .inet6(InetAddress(host: "::", port: nil))),
    ])
    func readsSocketAddresses(text: String, address: SocketAddress) throws {
        #expect(try Datatype.socketAddress.convert(text) == address)
        #expect(try Datatype.socketBindingAddress.convert(text) == address)
    }

    @Test func connectsToThisMachine() throws {
        let address = InetAddress(host: "127.0.0.1", port: 80)
        #expect(try Datatype.socketConnectionAddress.convert("80") == .inet(address))
        #expect(try Datatype.socketConnectionAddress.convert("/a") == .unix(path: "/a"))
    }

    @Test(arguments: [
        "1.2.3.4", "01.02.003.04", "255.255.255.255", "0.0.0.0", "1.2.3.٤", "24٣.1٣٣.٣٣.٣", "ab", "a-", "_1", "a.b.c",
        "x..y", "::1", "::", "2001:db8::1", "f::1", "a::1", "1::", "::1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8", "0001::", "1:2:3:4:5:6:1.2.3.4",
    ])
    func readsHosts(text: String) throws {
        #expect(try Datatype<String>.addressOrHostname.convert(text) == text)
    }

    @Test(arguments: [("LocalHost", "localhost"), ("2001:DB8::A", "2001:db8::a"), ("A_b.C", "a_b.c")])
    func readsHostsInLowerCase(text: String, host: String) throws {
        #expect(try Datatype<String>.addressOrHostname.convert(text) == host)
    }

    @Test(arguments: [
        "", "a", "a.", "abc.", "-a", ".a", "9a", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.0004", "1.2.3.", "1.2.3.4\n",
        "٢3٣.1.1.1", "25٣.1.1.1", "host:80", "a b", "é", "aé", "ab\u{301}", "fe80::1", "abcd::1", ":", ":1", "1:",
        ":::",
        "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "::g",
        "[::1]", "::1%lo", "::1/64", "::1.2.3", "::1.2.3.04", "::1.2.3.256", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4",
        "::\u{0}",
    ])
    func refusesOtherHosts(text: String) {
        #expect(throws: ConversionError.self) { try Datatype<String>.addressOrHostname.convert(text) }
    }
}
