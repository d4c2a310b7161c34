@testable import ZConfigSchemaXML

/// Writes down what is told of an XML document: `LINE@OFFSET WHAT`, texts in one piece.
final class Recorder: XMLHandler {
    private(set) var events: [String] = []
    /// How many bytes of text came, and how many events.
    private(set) var textBytes = 0
    private(set) var count = 0
    private var text: (text: String, position: XMLPosition)?
    /// After so many events it wants no more.
    private let most: Int

    init(most: Int = .max) {
        self.most = most
    }

    /// What a document tells, and at last its error.
    static func events(_ text: String, most: Int = .max) -> [String] {
        events(Array(text.utf8), most: most)
    }

    /// What a document tells, and at last its error.
    static func events(_ bytes: [UInt8], most: Int = .max) -> [String] {
        let recorder = Recorder(most: most)
        do throws(XMLSyntaxError) {
            try XMLDocument.read(bytes, recorder)
            recorder.endText()
        } catch {
            recorder.endText()
            recorder.note("error: \(error.message)", error.position)
        }
        return recorder.events
    }

    /// The error of a document.
    static func error(_ text: String) -> String? {
        events(text).last.flatMap { $0.contains(" error: ") ? $0 : nil }
    }

    var goesOn: Bool { count < most }

    func start(_ name: String, _ attributes: [String: String], at position: XMLPosition) {
        endText()
        count += 1
        let pairs = attributes.sorted { $0.key < $1.key }.map { " \($0.key)='\($0.value)'" }
        note("<\(name)\(pairs.joined())>", position)
    }

    func end(_ name: String, at position: XMLPosition) {
        endText()
        count += 1
        note("</\(name)>", position)
    }

    func text(_ part: String, at position: XMLPosition) {
        count += 1
        textBytes += part.utf8.count
        text = ((text?.text ?? "") + (textBytes < 1 << 16 ? part : ""), text?.position ?? position)
    }

    private func endText() {
        guard let (text, position) = text else { return }
        self.text = nil
        note("'\(text)'", position)
    }

    private func note(_ what: String, _ position: XMLPosition) {
        events.append("\(position.line)@\(position.offset) \(what)")
    }
}
