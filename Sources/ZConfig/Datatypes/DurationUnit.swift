/// A unit of a length of time, by the character it is written with.
enum DurationUnit: UInt8, CaseIterable {
    case seconds = 0x73
    case minutes = 0x6D
    case hours = 0x68
    case days = 0x64
    case weeks = 0x77

    var seconds: Int64 {
        switch self {
        case .seconds: 1
        case .minutes: 60
        case .hours: 3600
        case .days: 86400
        case .weeks: 604_800
        }
    }

    var nanoseconds: Int64 { seconds * 1_000_000_000 }
}
