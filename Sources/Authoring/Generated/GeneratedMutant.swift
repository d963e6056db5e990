import Course

/// A wrong answer made from a solution: one function does something else around the solution's.
struct GeneratedMutant: Sendable {
  /// As `affine.widened`, or `affine.changed.weight` where it is about one parameter.
  let name: String
  let part: Part
  let function: String
  let dimension: SuiteDimension
  /// The parameter that it is about, if it is about one.
  let parameter: String?
  /// The middle of the name: what is done, whatever the function.
  let kind: String
  /// What is wrong with it, in words.
  let mistake: String
  /// The statements of the wrapper.
  let statements: String
  /// What it remembers from call to call: a declaration at the level of the file, or nothing.
  let memory: String

  /// What a section's row calls it where it gives reasons: its part, and that with its kind or its
  /// parameter.
  var names: [String] {
    [part.name, "\(part.name).\(kind)"] + (parameter.map { ["\(part.name).\($0)"] } ?? [])
  }

  /// The wrong answers that can be made from a function.
  static func all(of function: AnsweredFunction) -> [GeneratedMutant] {
    let wrapping = Wrapping(of: function)
    wrapping.addResultMutants()
    wrapping.addInputMutants()
    wrapping.addTraceMutants()
    wrapping.addLoopMutants()
    return wrapping.mutants
  }
}

/// Collects the wrong answers made from one function.
final class Wrapping {
  let function: AnsweredFunction
  private(set) var mutants: [GeneratedMutant] = []

  init(of function: AnsweredFunction) {
    self.function = function
  }

  /// Adds one; `statements` are those of a function with the answer's signature.
  func add(
    _ name: String, _ dimension: SuiteDimension, about parameter: String? = nil, _ mistake: String,
    memory: String = "", _ statements: String
  ) {
    let names = [function.qualifiedName, name] + (parameter.map { [$0] } ?? [])
    mutants.append(
      GeneratedMutant(
        name: names.joined(separator: "."), part: function.part,
        function: function.qualifiedName, dimension: dimension, parameter: parameter, kind: name,
        mistake: mistake, statements: statements, memory: memory))
  }

  /// Adds one whose result is wrong where a condition on the arguments holds.
  func add(
    _ name: String, _ dimension: SuiteDimension, about parameter: String? = nil, _ mistake: String,
    where condition: String, _ wrong: String
  ) {
    add(
      name, dimension, about: parameter, mistake,
      """
      let isMet = \(condition)
      \(result)
      if isMet { \(wrong) }
      return result
      """)
  }

  /// The statement that has the solution compute the result.
  var result: String { "let result: \(function.result) = \(function.call())" }

  /// A statement that gives a result of the wrong shape or length, or another value where there is
  /// no such thing; for a type of which nothing is known, it stops the program.
  var spoiled: String {
    switch function.result {
    case "Tensor": "return result.unsqueeze(0)"
    case "Double", "Float": "return result.isFinite ? result + 1 : 0"
    case "Int": "return result + 1"
    case "Bool": "return !result"
    case "String": "return result + \"?\""
    case "[Double]", "[Float]", "[Int]": "return result + [1]"
    case "[String]": "return result + [\"?\"]"
    case "[Tensor]": "return result + [Tensor([1.0])]"
    case "[String: Int]": "return result.merging([\"?\": 0]) { $1 }"
    default: "preconditionFailure(\"a wrong answer that grade check made stops here\")"
    }
  }

  /// A statement that gives other values, of the right shape and type where that can be.
  var otherValues: String {
    function.result == "Tensor" ? "return Tensor.zeros(like: result) + 7" : spoiled
  }
}
