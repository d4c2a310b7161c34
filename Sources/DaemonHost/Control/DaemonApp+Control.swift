import Scheduling

extension DaemonApp {
    /// Does what is asked over the control socket.
    func answer(_ request: ControlRequest) -> ControlReply {
        switch request.command {
        case .status:
            return ControlReply(status: status())
        case .stop:
            stop()
            return ControlReply(message: "\(name) stops")
        case .explain, .wake, .pause, .resume:
            guard let daemon = request.daemon else { return ControlReply(ok: false, message: "which daemon?") }
            guard identifiers[daemon] != nil else {
                return ControlReply(ok: false, message: "there is no daemon '\(daemon)' in \(name)")
            }
            return answer(request.command, daemon)
        }
    }

    private func answer(_ command: ControlRequest.Command, _ daemon: String) -> ControlReply {
        switch command {
        case .pause:
            pause(daemon)
            return ControlReply(message: "\(daemon) is paused")
        case .resume:
            resume(daemon)
            return ControlReply(message: "\(daemon) is resumed")
        case .wake:
            switch wake(daemon) {
            case .due: return ControlReply(message: "\(daemon) is due now")
            case .alreadyReady: return ControlReply(message: "\(daemon) is ready already")
            case .afterRun: return ControlReply(message: "\(daemon) runs; it will run again as soon as that has ended")
            case .paused: return ControlReply(ok: false, message: "\(daemon) is paused; resume it first")
            case .removed: return ControlReply(ok: false, message: "\(daemon) is not scheduled any more")
            }
        case .explain, .status, .stop:
            return ControlReply(message: explain(daemon).map { "\(daemon): \($0)" })
        }
    }
}
