extension TraceEvent {
    /// The event as one line of JSON, without the line's end: keys in a fixed order, no spaces, seconds as decimal
    /// numbers exact to the nanosecond.
    public var json: String {
        var line = #"{"at":"#
        line.append(seconds: at.sinceStart)
        line += #","event":""#
        switch kind {
        case .start(let app):
            line += #"start","app":"#
            line.append(jsonString: app)
        case .run(let daemon, let run, let due):
            line += #"run","daemon":"#
            line.append(jsonString: daemon)
            line += #","run":\#(run),"due":"#
            line.append(seconds: due.sinceStart)
        case .finish(let daemon, let run, let outcome, let units, let wait, let next):
            line += #"finish","daemon":"#
            line.append(jsonString: daemon)
            line += #","run":\#(run),"outcome":"\#(outcome.name)","units":\#(units),"wait":"#
            line.append(seconds: next == .never ? .forever : wait)
            line += #","next":"#
            line.append(seconds: next?.sinceStart)
        case .request:
            line += #"request""#
        case .response:
            line += #"response""#
        case .stop(let reason, let next):
            line += #"stop","reason":"\#(reason.rawValue)","next":"#
            line.append(seconds: next?.sinceStart)
        case .end:
            line += #"end""#
        }
        line += "}"
        return line
    }
}

extension String {
    /// Appends a length of time in seconds: a decimal number, exact, without trailing zeros; `null` for what is
    /// missing or longer than anything.
    public mutating func append(seconds length: Nanoseconds?) {
        guard let length, length != .forever else {
            self += "null"
            return
        }
        let (whole, fraction) = length.count.quotientAndRemainder(dividingBy: 1_000_000_000)
        if length.count < 0, whole == 0 { self += "-" }
        self += String(whole)
        guard fraction != 0 else { return }
        var digits = String(fraction.magnitude)
        digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        self += "."
        self += digits
    }

    /// Appends a text as a JSON string, quotes included.
    public mutating func append(jsonString text: String) {
        self += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": self += "\\\""
            case "\\": self += "\\\\"
            case "\n": self += "\\n"
            case "\r": self += "\\r"
            case "\t": self += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: unicodeScalars.append(scalar)
            }
        }
        self += "\""
    }
}
