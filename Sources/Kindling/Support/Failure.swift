/// Stops the program because of a mistake in the calling code, such as shapes that do not fit.
///
/// Every trap in Kindling goes through this function, so that all messages have the same form: the
/// operation, a colon and the problem, as in `matmul: [2, 5] x [3, 4]: 5 columns meet 3 rows`.
@inline(never)
package func fail(_ operation: String, _ problem: String) -> Never {
  fatalError("\(operation): \(problem)")
}

/// A number of things in a message, with its verb: `1 column meets`, `5 columns meet`.
package func counted(_ count: Int, _ noun: String, _ verb: String = "") -> String {
  let isOne = count == 1
  let verbForOne = verb.hasPrefix("do ") ? "does" + verb.dropFirst(2) : verb + "s"
  return "\(count) \(noun)\(isOne ? "" : "s")"
    + (verb.isEmpty ? "" : " " + (isOne ? verbForOne : verb))
}

/// Checks a condition on the caller's arguments and traps with a message in Kindling's form if it
/// fails.
@inline(__always)
package func check(
  _ condition: Bool, _ operation: @autoclosure () -> String, _ problem: @autoclosure () -> String
) {
  if !condition { fail(operation(), problem()) }
}
