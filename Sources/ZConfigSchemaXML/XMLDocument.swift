import CExpat

/// What is told of an XML document while it is read.
protocol XMLHandler: AnyObject {
    /// An element starts.
    func start(_ name: String, _ attributes: [String: String], at position: XMLPosition)
    /// An element ends; the position is that of its end tag.
    func end(_ name: String, at position: XMLPosition)
    /// Part of a text.
    func text(_ text: String, at position: XMLPosition)
    /// Whether reading is to go on.
    var goesOn: Bool { get }
}

/// Where something begins in an XML document.
struct XMLPosition {
    /// The line, from 1.
    let line: Int
    /// The index of the byte; negative where the parser cannot say.
    let offset: Int
}

/// A document that is not well-formed.
struct XMLSyntaxError: Error {
    let message: String
    let position: XMLPosition
}

/// Reads an XML document with Expat, which the reference implementation uses, too: so the lines of errors are the same.
///
/// The text is UTF-8 whatever its declaration says. Nothing outside of the document is read; entities defined in it are
/// expanded within bounds.
enum XMLDocument {
    /// Text that comes out of entities may be so many times as long as the document.
    private static let mostAmplification: Float = 20
    /// Up to here it may be any number of times.
    private static let freeAmplification: UInt64 = 1 << 20

    /// Reads a document.
    /// - Throws: what is wrong with its form.
    static func read(_ bytes: [UInt8], _ handler: any XMLHandler) throws(XMLSyntaxError) {
        guard let parser = unsafe XML_ParserCreate("utf-8") else {
            throw XMLSyntaxError(message: "out of memory", position: XMLPosition(line: 1, offset: 0))
        }
        defer { unsafe XML_ParserFree(parser) }
        let context = XMLContext(handler)
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(context).toOpaque())
        unsafe XMLDocument.setHandlers(of: parser)
        unsafe XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser, mostAmplification)
        unsafe XML_SetBillionLaughsAttackProtectionActivationThreshold(parser, freeAmplification)
        // A chunk ends where an Int32 could not count on.
        var start = 0
        while handler.goesOn {
            let end = min(start + 1 << 20, bytes.count)
            let isLast = end == bytes.count
            let status = unsafe bytes[start..<end].withUnsafeBytes { chunk in
                unsafe XML_Parse(
                    parser, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(chunk.count), isLast ? 1 : 0)
            }
            if context.entities > SchemaLoader.mostEntities {
                throw XMLSyntaxError(
                    message: "more than \(SchemaLoader.mostEntities) entities are declared",
                    position: unsafe position(parser))
            }
            if status != XML_STATUS_OK, handler.goesOn {
                let reason = unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) }
                throw XMLSyntaxError(message: reason ?? "not well-formed", position: unsafe position(parser))
            }
            if isLast { return }
            start = end
        }
    }

    /// The handlers get the parser as their first argument.
    private static func setHandlers(of parser: OpaquePointer) {
        unsafe XML_UseParserAsHandlerArg(parser)
        unsafe XML_SetElementHandler(
            parser,
            { argument, name, attributes in
                guard let parser = OpaquePointer(argument), let name = unsafe name else { return }
                let handler = unsafe context(parser).handler
                unsafe handler.start(
                    String(cString: name), pairs(attributes), at: position(parser))
                unsafe stopIfToldTo(parser, handler)
            },
            { argument, name in
                guard let parser = OpaquePointer(argument), let name = unsafe name else { return }
                let handler = unsafe context(parser).handler
                unsafe handler.end(String(cString: name), at: position(parser))
                unsafe stopIfToldTo(parser, handler)
            })
        unsafe XML_SetCharacterDataHandler(parser) { argument, characters, count in
            guard let parser = OpaquePointer(argument), let characters = unsafe characters else { return }
            let handler = unsafe context(parser).handler
            let bytes = unsafe UnsafeRawBufferPointer(start: characters, count: Int(count))
            unsafe handler.text(String(decoding: bytes, as: UTF8.self), at: position(parser))
            unsafe stopIfToldTo(parser, handler)
        }
        // Expat calls itself for each entity in an entity: of very many the stack would overflow.
        unsafe XML_SetEntityDeclHandler(parser) { argument, _, _, _, _, _, _, _, _ in
            guard let parser = OpaquePointer(argument) else { return }
            let context = unsafe context(parser)
            context.entities += 1
            if context.entities > SchemaLoader.mostEntities { unsafe XML_StopParser(parser, 0) }
        }
        // As in the reference implementation a document may name external entities: they stand for nothing.
        unsafe XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        unsafe XML_SetExternalEntityRefHandler(parser) { _, _, _, _, _ in 1 }
    }
}

// MARK: What the handlers use: functions that capture nothing

private func context(_ parser: OpaquePointer) -> XMLContext {
    // What XML_SetUserData was given, which lives as long as the call of `read`.
    unsafe Unmanaged<XMLContext>.fromOpaque(expat_user_data(parser)).takeUnretainedValue()
}

private func stopIfToldTo(_ parser: OpaquePointer, _ handler: any XMLHandler) {
    if !handler.goesOn { unsafe XML_StopParser(parser, 0) }
}

private func position(_ parser: OpaquePointer) -> XMLPosition {
    unsafe XMLPosition(line: Int(XML_GetCurrentLineNumber(parser)), offset: Int(XML_GetCurrentByteIndex(parser)))
}

/// Attributes as they come: names and values in turn, and nothing at the end.
private func pairs(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> [String: String] {
    var pairs: [String: String] = [:]
    var index = 0
    while let name = unsafe attributes?[index], let value = unsafe attributes?[index + 1] {
        pairs[unsafe String(cString: name)] = unsafe String(cString: value)
        index += 2
    }
    return pairs
}

/// What the handlers of Expat need.
private final class XMLContext {
    let handler: any XMLHandler
    /// How many entities have been declared.
    var entities = 0

    init(_ handler: any XMLHandler) {
        self.handler = handler
    }
}
