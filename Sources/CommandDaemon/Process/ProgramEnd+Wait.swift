import Glibc
import SystemPackage

extension ProgramEnd {
    /// How a child ended, which is left unreaped. Does not block.
    /// - Throws: what `waitid` reports; `resourceTemporarilyUnavailable` if the child has not ended.
    init(ofUnreaped child: pid_t) throws(Errno) {
        var information = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else {
            throw Errno(rawValue: errno)
        }
        let status = unsafe Int(information._sifields._sigchld.si_status)
        switch unsafe information.si_code {
        case CInt(CLD_EXITED): self = .exited(status: status)
        case CInt(CLD_KILLED), CInt(CLD_DUMPED): self = .killed(signal: status)
        default: throw .resourceTemporarilyUnavailable
        }
    }
}
