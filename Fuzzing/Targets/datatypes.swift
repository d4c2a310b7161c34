import Fuzzing
import ZConfig

private let datatypes = {
    let stock = StockDatatypes(surroundings: FewPaths())
    return stock.names.compactMap(stock.datatype)
}()

/// The first byte chooses a datatype, the rest is the text.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let bytes = unsafe input(data, size)
    guard let first = bytes.first, let text = String(validating: bytes.dropFirst(), as: UTF8.self) else { return -1 }
    let datatype = datatypes[Int(first) % datatypes.count]
    if let value = try? datatype.convert(text) {
        let json = JSONOutput.compact(value)
        require(isJSON(json), "\(datatype.name) of \(text.debugDescription) is no JSON: \(json.prefix(1000))")
    }
    return 0
}
