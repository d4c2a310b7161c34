import BigInt
import Testing
import ZConfig

@Suite struct StockDatatypeTests {
    static let stock = StockDatatypes(surroundings: TableMachine.example)

    @Test(arguments: [
        "boolean", "dotted-name", "dotted-suffix", "identifier", "integer", "float", "string", "string-list", "null",
        "locale", "port-number", "basic-key", "inet-address", "inet-binding-address", "inet-connection-address",
        "socket-address", "socket-binding-address", "socket-connection-address", "ipaddr-or-hostname",
        "existing-directory", "existing-path", "existing-file", "existing-dirpath", "byte-size", "time-interval",
        "timedelta",
    ])
    func hasEveryStockDatatype(name: String) throws {
        let datatype = try #require(StockDatatypeTests.stock.datatype(named: name))
        #expect(datatype.name == name)
    }

    @Test(arguments: [
        ("datatypes.logging_level", "INFO"), ("formatter.log_format_style", "Format"),
        ("formatter.escaped_string", "a"), ("formatter.ctrl_char_insert", "a"), ("handlers.ctrl_char_insert", "a"),
        ("handlers.log_format", "%(message)s"), ("handlers.syslog_facility", "USER"),
        ("handlers.http_handler_url", "http://localhost/"), ("handlers.get_or_post", "get"),
    ])
    func hasTheDatatypesOfTheLoggerComponent(name: String, text: String) throws {
        let full = "ZConfig.components.logger.\(name)"
        _ = try #require(StockDatatypeTests.stock.datatype(named: full)).convert(text)
    }

    @Test(arguments: ["", "Integer", "int", "string ", "zconfig.components.logger.handlers.get_or_post", "get_or_post"])
    func hasNoOthers(name: String) {
        #expect(StockDatatypeTests.stock.datatype(named: name) == nil)
    }

    @Test func keepsTheTypeOfValues() throws {
        func value(_ name: String, _ text: String) throws -> any Sendable {
            try #require(StockDatatypeTests.stock.datatype(named: name)).convert(text)
        }
        #expect(try value("integer", "5") as? Int == 5)
        #expect(try value("byte-size", "-1kb") as? Int == -1024)
        #expect(try value("integer", "9223372036854775808") as? BigInt == BigInt(Int.max) + 1)
        #expect(try value("port-number", "5") as? Int == 5)
        #expect(try value("boolean", "on") as? Bool == true)
        #expect(try value("string-list", "a b") as? [String] == ["a", "b"])
        #expect(try value("existing-path", "~") as? String == "/home/me")
        #expect(try value("inet-address", "h:1") as? InetAddress == InetAddress(host: "h", port: 1))
        #expect(try value("timedelta", "1s") as? TimeDelta == TimeDelta(nanoseconds: 1_000_000_000))
        #expect(throws: ConversionError.self) { try value("integer", "five") }
    }
}
