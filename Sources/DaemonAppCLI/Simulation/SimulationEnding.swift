import Scheduling

extension TraceEvent {
    /// How a trace ends, in words that follow the app's name; nil for an event that ends none.
    var ending: String? {
        switch kind {
        case .stop(let reason, let next):
            let due = next.map { "; next due at \($0.exactText)" } ?? ""
            return "stops at \(at.exactText): \(reason.explanation)\(due)"
        case .end:
            return "is still running at \(at.exactText), where the simulation ends"
        case .start, .run, .finish, .request, .response:
            return nil
        }
    }
}
