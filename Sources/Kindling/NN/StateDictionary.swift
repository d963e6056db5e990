/// An error thrown for state that does not fit the module or optimizer that loads it.
public struct StateDictionaryError: Error, Equatable, CustomStringConvertible {
  /// An entry whose tensor has a different shape from the one it is loaded into.
  public struct Misshapen: Equatable, Sendable {
    /// The entry's name.
    public let name: String
    /// The shape it must have, and the shape it has.
    public let expected: Shape, found: Shape

    /// An entry called `name` that must have shape `expected`.
    public init(name: String, expected: Shape, found: Shape) {
      (self.name, self.expected, self.found) = (name, expected, found)
    }
  }

  /// The type that loads the state, such as `Classifier`.
  public let owner: String
  /// Entries that the owner needs and the state lacks.
  public internal(set) var missing: [String] = []
  /// Entries that the owner does not have.
  public internal(set) var unexpected: [String] = []
  /// Entries whose shape differs from the owner's.
  public internal(set) var misshapen: [Misshapen] = []
  /// Entries with an invalid value, such as `param_groups.0.lr is -1.0`.
  public internal(set) var unusable: [String] = []

  init(owner: String) { self.owner = owner }

  var isEmpty: Bool {
    missing.isEmpty && unexpected.isEmpty && misshapen.isEmpty && unusable.isEmpty
  }

  public var description: String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("missing " + missing.joined(separator: ", ")) }
    if !unexpected.isEmpty { parts.append("unexpected " + unexpected.joined(separator: ", ")) }
    parts += misshapen.map { "\($0.name) has shape \($0.found) and must have \($0.expected)" }
    parts += unusable
    return "state of \(owner): " + parts.joined(separator: "; ")
      + "; nothing was changed. Load it into what it was saved from, made with the same sizes"
  }
}

extension Module {
  /// The tensors of all parameters and buffers, by name. `torch.nn.Module.state_dict`.
  ///
  /// They share memory with the module, so training changes them: use `clone()` to keep a copy.
  public final func stateDictionary() -> [String: Tensor] {
    var state: [String: Tensor] = [:]
    visitTensors { state[$0] = $1.detach() }
    return state
  }

  /// Copies tensors by name into the parameters and buffers. `torch.nn.Module.load_state_dict`.
  ///
  /// Values are converted to the module's dtypes. The parameters remain the same tensors, so an
  /// existing optimizer still updates them.
  ///
  /// - Throws: a ``StateDictionaryError`` that names every missing, unexpected and misshapen entry;
  ///   nothing is changed in that case.
  public final func loadStateDictionary(
    _ state: [String: Tensor]
  ) throws(StateDictionaryError) {
    var problems = StateDictionaryError(owner: "\(type(of: self))")
    var (pairs, rest): ([(own: Tensor, new: Tensor)], [String: Tensor]) = ([], state)
    visitTensors { name, own in
      guard let new = rest.removeValue(forKey: name) else { return problems.missing.append(name) }
      pairs.append((own, new))
      if new.shape != own.shape {
        problems.misshapen.append(.init(name: name, expected: own.shape, found: new.shape))
      }
    }
    problems.unexpected = rest.keys.sorted()
    if !problems.isEmpty { throw problems }
    withoutGradients {
      for (own, new) in pairs { own.copy(from: new) }
    }
  }

  private func visitTensors(_ body: (String, Tensor) -> Void) {
    visitMembers { name, kind in
      switch kind {
      case .parameter(let parameter): body(name, parameter.wrappedValue)
      case .buffer(let buffer): body(name, buffer.wrappedValue)
      case .module: break
      }
    }
  }
}
