/// A module made of other modules, its children. `nn.Container`.
open class Container: Module {
  /// The children, indexed from 0 like any Swift array; `get` counts from 1.
  public private(set) var modules: [Module] = []

  /// A container of the given children.
  public init(_ modules: Module...) { self.modules = modules }

  /// Appends a child and returns the container, so that calls can be chained.
  @discardableResult
  public final func add(_ module: Module) -> Self {
    modules.append(module)
    return self
  }

  /// The child at `index`, counted from 1.
  ///
  /// Traps with `nn.Sequential: child 3 is outside 1...2`.
  public final func get(_ index: Int) -> Module {
    check(
      modules.indices.contains(index - 1), name, "child \(index) is outside 1...\(modules.count)")
    return modules[index - 1]
  }

  /// The child at `index`, counted from 1, as a given type: `let map: Linear = network.get(1)`.
  ///
  /// Traps with `nn.Sequential: child 1 is nn.Tanh, not Linear`.
  @_disfavoredOverload
  public final func get<Child: Module>(_ index: Int) -> Child {
    let module: Module = get(index)
    guard let child = module as? Child else {
      fail(name, "child \(index) is \(module.name), not \(Child.self)")
    }
    return child
  }

  /// The number of children.
  public final var size: Int { modules.count }

  open override func learned() -> [Learned] { super.learned() + modules.flatMap { $0.learned() } }

  open override func setTraining(_ isTraining: Bool) {
    super.setTraining(isTraining)
    for module in modules { module.setTraining(isTraining) }
  }

  /// The children, as Torch7 prints parallel branches:
  ///
  /// ```
  /// nn.Concat {
  ///   input
  ///     |`-> (1): nn.CMul
  ///     |`-> (2): nn.Sum
  ///      ... -> output
  /// }
  /// ```
  open override var description: String {
    "\(name) {\n  input\n"
      + modules.enumerated().map { index, module in
        "    |`-> (\(index + 1)): " + module.description.indented(by: "    |    ") + "\n"
      }.joined() + "     ... -> output\n}"
  }

  /// Traps unless there is a child for each of `count` inputs.
  final func checkChildren(_ count: Int, _ what: String) {
    check(
      count == modules.count, name,
      "\(modules.count) children cannot take \(count) \(what), one each")
  }

  /// Traps if there are no children.
  final func checkNotEmpty() { check(!modules.isEmpty, name, "there are no children to run") }
}
