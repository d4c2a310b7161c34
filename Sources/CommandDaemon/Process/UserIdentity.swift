import Glibc
import SystemPackage

/// A user and the groups that go with it, as the system's databases have them.
struct UserIdentity: Sendable, Hashable {
    /// The user's number.
    let user: uid_t
    /// The user's own group.
    let group: gid_t
    /// All groups, the own one among them.
    let groups: [gid_t]

    /// Looks up a user. This may block.
    /// - Returns: nil if there is no user of that name.
    /// - Throws: what `getpwnam_r` reports, if the database cannot be read.
    init?(named name: String) throws(Errno) {
        var capacity = 1024
        while true {
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            var room = [CChar](repeating: 0, count: capacity)
            let code = unsafe getpwnam_r(name, &entry, &room, capacity, &found)
            if code == ERANGE || code == EINTR {
                capacity = code == ERANGE ? capacity * 2 : capacity
                continue
            }
            guard code == 0 || code == ENOENT || code == ESRCH else { throw Errno(rawValue: code) }
            guard unsafe found != nil else { return nil }
            user = unsafe entry.pw_uid
            group = unsafe entry.pw_gid
            break
        }
        groups = UserIdentity.groups(of: name, with: group)
    }

    /// The program of util-linux that becomes another program as another user, `setpriv(1)`.
    static let changer = "/usr/bin/setpriv"

    /// Its arguments, which go before the program's path.
    var changingArguments: [String] {
        let list = groups.map(String.init).joined(separator: ",")
        return ["--reuid=\(user)", "--regid=\(group)", list.isEmpty ? "--clear-groups" : "--groups=\(list)", "--"]
    }

    private static func groups(of name: String, with group: gid_t) -> [gid_t] {
        var count: CInt = 64
        while true {
            var groups = [gid_t](repeating: 0, count: Int(count))
            if unsafe getgrouplist(name, group, &groups, &count) >= 0 { return Array(groups.prefix(Int(count))) }
        }
    }
}
