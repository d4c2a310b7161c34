/// Keeps each distinct set of parameters once, however many daemons have it.
struct ParameterTable {
    private(set) var sets: [DaemonParameters] = []
    private var users: [Int] = []
    private var numbers: [DaemonParameters: UInt32] = [:]
    private var vacancies: [UInt32] = []

    /// The number of a set of parameters, which has one user more from now on.
    mutating func number(for parameters: DaemonParameters) -> UInt32 {
        if let known = numbers[parameters] {
            users[Int(known)] += 1
            return known
        }
        let number: UInt32
        if let vacant = vacancies.popLast() {
            number = vacant
            sets[Int(number)] = parameters
            users[Int(number)] = 1
        } else {
            number = UInt32(sets.count)
            sets.append(parameters)
            users.append(1)
        }
        numbers[parameters] = number
        return number
    }

    /// The set has one user less; without users it is forgotten.
    mutating func release(_ number: UInt32) {
        users[Int(number)] -= 1
        guard users[Int(number)] == 0 else { return }
        numbers[sets[Int(number)]] = nil
        vacancies.append(number)
    }

    @inline(__always)
    subscript(number: UInt32) -> DaemonParameters {
        _read { yield sets[Int(number)] }
    }
}
