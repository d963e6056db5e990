extension Module {
  /// A named member of a module.
  struct Member {
    enum Kind {
      case parameter(Parameter)
      case buffer(Buffer)
      case module(Module)

      /// A tensor that several parameters share counts as one parameter.
      fileprivate var identity: ObjectIdentifier {
        switch self {
        case .parameter(let parameter): ObjectIdentifier(parameter.wrappedValue)
        case .buffer(let buffer): ObjectIdentifier(buffer)
        case .module(let module): ObjectIdentifier(module)
        }
      }
    }

    let name: String
    let kind: Kind
  }

  /// Calls `body` once for every member of this module and its submodules, with its full name, such
  /// as `encoder.linear.weight`.
  final func visitMembers(_ body: (_ name: String, _ kind: Member.Kind) -> Void) {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    visitMembers(prefix: "", &seen, body)
  }

  private final func visitMembers(
    prefix: String, _ seen: inout Set<ObjectIdentifier>, _ body: (String, Member.Kind) -> Void
  ) {
    for member in members where seen.insert(member.kind.identity).inserted {
      let name = prefix + member.name
      body(name, member.kind)
      if case .module(let module) = member.kind {
        module.visitMembers(prefix: name + ".", &seen, body)
      }
    }
  }

  /// Calls `body` for every place that can store a tensor in this module and its submodules, even
  /// if several places share one.
  final func visitPlaces(_ body: (Member.Kind) -> Void) {
    for (_, module) in namedModules() {
      for member in module.members { body(member.kind) }
    }
  }

  /// Calls `body` once for every parameter of this module and its submodules. Training loops do
  /// this in every step, so no names are built.
  final func forEachParameter(_ body: (Tensor) -> Void) {
    var seen: [ObjectIdentifier] = []
    seen.reserveCapacity(16)
    seen.append(ObjectIdentifier(self))
    forEachParameter(&seen, body)
  }

  private final func forEachParameter(_ seen: inout [ObjectIdentifier], _ body: (Tensor) -> Void) {
    let members = members
    // Not `for member in members`, which would copy the names.
    for index in members.indices {
      let kind = members[index].kind
      let identity = kind.identity
      if seen.contains(identity) { continue }
      seen.append(identity)
      switch kind {
      case .parameter(let parameter): body(parameter.wrappedValue)
      case .module(let module): module.forEachParameter(&seen, body)
      case .buffer: break
      }
    }
  }
}
