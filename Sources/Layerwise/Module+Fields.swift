/// The contents of a module, as Torch7 prints them.
extension Module {
  /// The module and its fields, including those of its children: what `print(module)` shows in
  /// Torch7.
  ///
  /// ```
  /// nn.CMul
  /// {
  ///   gradInput : DoubleTensor - empty
  ///   gradWeight : DoubleTensor - size: 5
  ///   output : DoubleTensor - size: 5
  ///   weight : DoubleTensor - size: 5
  /// }
  /// ```
  ///
  /// Fields are in alphabetical order, unlike in Torch7, which uses the order of a hash table.
  /// Torch7's buffers, whose names begin with `_`, do not exist here.
  public final var fields: String {
    let lines = listed.sorted { $0.name < $1.name }.map { name, text in
      let value = text.hasPrefix("{") || text.contains("\n") ? "\n" + text : text
      return "  \(name) : " + value.indented(by: "    ")
    }
    return "\(description)\n{\n" + lines.joined(separator: "\n") + "\n}"
  }

  private var listed: [(name: String, text: String)] {
    var fields = [("output", output.outline), ("gradInput", gradInput.outline)]
    for mirror in sequence(first: Mirror(reflecting: self), next: \.superclassMirror)
    where mirror.subjectType != Module.self {
      for (label, value) in mirror.children {
        if let label { fields += Self.entries(label, value) }
      }
    }
    return fields
  }

  /// A stored property as fields; a parameter becomes two, its tensor and its gradient.
  private static func entries(_ label: String, _ value: Any) -> [(String, String)] {
    let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
    switch value {
    case let learned as Learned:
      let gradient = "grad" + name.prefix(1).uppercased() + name.dropFirst()
      return [
        (name, Signal.tensor(learned.wrappedValue).outline),
        (gradient, Signal.tensor(learned.gradient).outline),
      ]
    case let modules as [Module]:
      let list = modules.enumerated().map { index, module in
        "  \(index + 1) : \n    " + module.fields.indented(by: "    ") + "\n"
      }
      return [(name, "{\n" + list.joined() + "}")]
    case let tensor as Tensor: return [(name, Signal.tensor(tensor).outline)]
    case let number as Int: return [(name, "\(number)")]
    case let number as Double: return [(name, "\(number)")]
    case let flag as Bool: return [(name, "\(flag)")]
    default: return []
    }
  }
}
