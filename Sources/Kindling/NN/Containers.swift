/// Modules that run in order, each on the result of the previous one. `torch.nn.Sequential`.
///
/// ```swift
/// let model = Sequential(Linear(1, 5), ReLU(), Linear(5, 1))
/// model.namedParameters().map(\.name)  // ["0.weight", "0.bias", "2.weight", "2.bias"]
/// ```
public final class Sequential: Module {
  /// The modules, in the order they run.
  public private(set) var modules: [Module] { didSet { numbered = modules.numbered } }
  private var numbered: [Member]

  /// A sequence of modules, in the order they run; if empty, it returns its input.
  public init(_ modules: [Module]) {
    self.modules = modules
    numbered = modules.numbered
  }

  /// A sequence of modules, in the order they run.
  public convenience init(_ modules: Module...) { self.init(modules) }

  /// Adds a module at the end.
  public func append(_ module: Module) { modules.append(module) }

  /// The module at `index`.
  public subscript(index: Int) -> Module { modules[index] }

  /// Passes `input` through every module in order.
  public override func forward(_ input: Tensor) -> Tensor { modules.reduce(input) { $1($0) } }

  override var members: [Member] { numbered }
}

/// Modules in a list, for a `forward` that uses them in its own way. `torch.nn.ModuleList`.
///
/// An array of modules in a stored property is found too; a list can still grow after it has been
/// found.
public final class ModuleList: Module, RandomAccessCollection {
  private var modules: [Module]

  /// A list of `modules`.
  public init(_ modules: [Module] = []) { self.modules = modules }

  /// Adds a module at the end.
  public func append(_ module: Module) { modules.append(module) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { modules.count }
  /// The module at `index`.
  public subscript(index: Int) -> Module { modules[index] }

  override var members: [Member] { modules.numbered }

  /// Like PyTorch, shows equal neighbours once: `(0-1): 2 x Linear(...)`.
  override var childDescriptions: [(label: String, text: String)] {
    var groups: [(first: Int, count: Int, text: String)] = []
    for (index, text) in modules.map(\.description).enumerated() {
      if groups.last?.text == text {
        groups[groups.count - 1].count += 1
      } else {
        groups.append((index, 1, text))
      }
    }
    return groups.map { first, count, text in
      count == 1
        ? ("\(first)", text) : ("\(first)-\(first + count - 1)", "\(count) x \(text)")
    }
  }
}

extension [Module] {
  fileprivate var numbered: [Module.Member] {
    enumerated().map { Module.Member(name: "\($0)", kind: .module($1)) }
  }
}
