import Foundation
import FoundationXML

/// A document as an XML parser reads it.
struct Document {
    private(set) var elements: [Element] = []

    struct Element {
        var name: String
        var attributes: [String: String]
        /// The elements around it, outermost first.
        var path: [String]
        /// The text directly in it.
        var text = ""
    }

    /// - Throws: the parser's error where the text is not well-formed.
    init(_ text: String) throws {
        let reader = Reader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderReadCorrupt) }
        elements = reader.elements
    }

    func named(_ name: String) -> [Element] {
        elements.filter { $0.name == name }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let path = open.map { elements[$0].name }
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes, path: path))
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if let last = open.last { elements[last].text += text }
        }
    }
}
