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
            guard let wanted = request.daemon else { return ControlReply(ok: false, message: "which daemon?") }
            // The names of a file are in lower case; those of queues are as their directories are called.
            guard let daemon = [wanted, wanted.lowercased()].first(where: { identifiers[$0] != nil }) else {
                return ControlReply(ok: false, message: "there is no daemon '\(wanted)' in \(name)")
            }
            return answer(request.command, daemon)
        case .ledger:
            guard ledger != nil, let path = stateDirectory?.absolutePath else {
                return ControlReply(ok: false, message: "\(name) keeps no ledger; give it a StateDirectory")
            }
            return ControlReply(message: path)
        case .reload, .dryRun, .diff:
            return ControlReply(ok: false, message: "\(name) has no configuration file to read")
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
            case .due where scheduler.stopReason != nil:
                return ControlReply(message: "\(daemon) is due, but the app stops and starts nothing any more")
            case .due: return ControlReply(message: "\(daemon) is due now")
            case .alreadyReady: return ControlReply(message: "\(daemon) is ready already")
            case .afterRun: return ControlReply(message: "\(daemon) runs; it will run again as soon as that has ended")
            case .paused: return ControlReply(ok: false, message: "\(daemon) is paused; resume it first")
            case .removed: return ControlReply(ok: false, message: "\(daemon) is not scheduled any more")
            }
        default:
            return ControlReply(message: explain(daemon).map { "\(daemon): \($0)" })
        }
    }
}
