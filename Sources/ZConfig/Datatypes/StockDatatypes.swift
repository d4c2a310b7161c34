import BigInt

/// The datatypes that an XML schema can name.
public struct StockDatatypes: Sendable {
    private let datatypes: [String: Datatype<any Sendable>]

    /// All datatypes.
    /// - Parameter surroundings: what those for paths and locales ask.
    public init(surroundings: any Surroundings) {
        var datatypes: [String: Datatype<any Sendable>] = [:]
        for datatype in StockDatatypes.stock(surroundings) + StockDatatypes.shipped {
            datatypes[datatype.name] = datatype
        }
        for (name, original) in StockDatatypes.otherNames { datatypes[name] = datatypes[original] }
        self.datatypes = datatypes
    }

    /// The datatype of a name.
    /// - Parameter name: that of a stock datatype in lower case, or the dotted name of one of the shipped components'
    ///   for values, in full.
    /// - Returns: nil if there is no such datatype.
    public func datatype(named name: String) -> Datatype<any Sendable>? {
        datatypes[name]
    }

    /// The names of all datatypes.
    package var names: [String] { datatypes.keys.sorted() }

    private static func stock(_ surroundings: any Surroundings) -> [Datatype<any Sendable>] {
        [
            Datatype.boolean.erased,
            narrowed(.integer), narrowed(.byteSize), narrowed(.timeInterval),
            Datatype.portNumber.erased, Datatype.float.erased, Datatype.timedelta.erased,
            Datatype.string.erased, Datatype.null.erased, Datatype.stringList.erased,
            Datatype.basicKey.erased, Datatype.identifier.erased,
            Datatype.dottedName.erased, Datatype.dottedSuffix.erased,
            Datatype.addressOrHostname.erased,
            Datatype.inetAddress.erased, Datatype.inetBindingAddress.erased, Datatype.inetConnectionAddress.erased,
            Datatype.socketAddress.erased, Datatype.socketBindingAddress.erased,
            Datatype.socketConnectionAddress.erased,
            Datatype.existingDirectory(surroundings).erased, Datatype.existingPath(surroundings).erased,
            Datatype.existingFile(surroundings).erased, Datatype.existingDirpath(surroundings).erased,
            Datatype.locale(surroundings).erased,
        ]
    }

    /// Whole numbers as `Int` where they fit: these take no memory of their own.
    private static func narrowed(_ datatype: Datatype<BigInt>) -> Datatype<any Sendable> {
        Datatype<any Sendable>(datatype.name) { text throws(ConversionError) in
            if let number = NumberText.smallInteger(text) { return number }
            let number = try datatype.convert(text)
            return Int(exactly: number).map { $0 as any Sendable } ?? number
        }
    }

    private static let shipped: [Datatype<any Sendable>] = [
        Datatype.logLevel.erased,
        Datatype.logFormatStyle.erased, Datatype.escapedString.erased, Datatype.logFormat.erased,
        Datatype.syslogFacility.erased, Datatype.httpTarget.erased, Datatype.httpMethod.erased,
    ]

    /// Names under which a shipped datatype is known as well.
    private static let otherNames = [
        "ZConfig.components.logger.formatter.ctrl_char_insert": "ZConfig.components.logger.formatter.escaped_string",
        "ZConfig.components.logger.handlers.ctrl_char_insert": "ZConfig.components.logger.formatter.escaped_string",
    ]
}
