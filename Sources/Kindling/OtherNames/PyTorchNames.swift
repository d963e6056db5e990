// The names that PyTorch users write first and that do not exist here, each with its replacement.
//
// None of these can be called. They make the compiler say `'numel()' has been replaced by property
// 'Tensor.elementCount'` instead of saying that there is no such member. A name is here if the
// compiler's own message would not lead to the right one; a missing or extra label it reports
// itself. The reference lists all of these on a separate page, and no rule on what answers may use
// counts them as names of the library.
//
// Swift declares `abs`, `max`, `min`, `&&` and `||` once or twice, so an expression with them is
// quick to type-check. With one more declaration, it took up to twice as long, so they are not
// here.

// MARK: Shapes

extension Tensor {
  @available(*, unavailable, renamed: "t()") public var T: Tensor { fatalError() }
  @available(*, unavailable, message: "use transpose(-2, -1)") public var mT: Tensor {
    fatalError()
  }
  @available(*, unavailable, renamed: "getter:Tensor.elementCount(self:)")
  public func numel() -> Int { fatalError() }
  @available(*, unavailable, renamed: "getter:Tensor.elementCount(self:)")
  public func nelement() -> Int { fatalError() }
  @available(*, unavailable, renamed: "rank") public var ndim: Int { fatalError() }
  @available(*, unavailable, renamed: "getter:Tensor.rank(self:)") public func dim() -> Int {
    fatalError()
  }
  @available(*, unavailable, renamed: "getter:Tensor.shape(self:)")
  public func size() -> Shape { fatalError() }
  @available(*, unavailable, message: "use shape[0]")
  public func size(_ dim: Int) -> Int { fatalError() }
  @available(*, unavailable, message: "use elementCount for all elements, shape[0] for the rows")
  public var count: Int { fatalError() }
  @available(*, unavailable, message: "use view(other.shape)")
  public func viewAs(_ other: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use expand(other.shape)")
  public func expandAs(_ other: Tensor) -> Tensor { fatalError() }
}

// MARK: Kinds of numbers, devices, values

extension Tensor {
  @available(*, unavailable, message: "use to(.float32)")
  public func float() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.float64)")
  public func double() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.float16)")
  public func half() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.int64)")
  public func long() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.int32)") public func int() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.bool)") public func bool() -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "to(_:)")
  public func astype(_ dtype: DType) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.cpu)") public func cpu() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.cuda(0))")
  public func cuda() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use to(.cpu) or to(.cuda(0))")
  public func to(_ device: String) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use doubles(), floats(), ints() or bools(): one flat array")
  public func tolist() -> [Double] { fatalError() }
  @available(*, unavailable, message: "use doubles(), or save(_:) for a file that NumPy reads")
  public func numpy() -> [Double] { fatalError() }
}

extension Double {
  @available(*, unavailable, message: "use x.item(), the number of one element")
  public init(_ tensor: Tensor) { fatalError() }
}

extension Float {
  @available(*, unavailable, message: "use Float(x.item())")
  public init(_ tensor: Tensor) { fatalError() }
}

extension Int {
  @available(*, unavailable, message: "use Int(x.item())")
  public init(_ tensor: Tensor) { fatalError() }
}

// MARK: Gradients

extension Tensor {
  @available(*, unavailable, renamed: "requiresGrad")
  public var requires_grad: Bool { fatalError() }
  @available(*, unavailable, message: "use requiresGrad = true, or requiringGradient()")
  public func requires_grad_(_ flag: Bool = true) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use requiresGrad = true, or requiringGradient()")
  public func requiresGrad_(_ flag: Bool = true) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "gradFn")
  public var grad_fn: GradientNode? { fatalError() }
  @available(*, unavailable, renamed: "isLeaf") public var is_leaf: Bool { fatalError() }
  @available(*, unavailable, renamed: "retainGradient()") public func retain_grad() { fatalError() }
  @available(*, unavailable, message: "use detach(), or change the tensor in withoutGradients { }")
  public var data: Tensor { fatalError() }
  @available(*, unavailable, message: "use grad = nil, or an optimizer's zeroGrad()")
  public func zeroGrad() { fatalError() }
  @available(*, unavailable, message: "use grad = nil, or an optimizer's zeroGrad()")
  public func zero_grad() { fatalError() }
}

extension Tensor? {
  @available(*, unavailable, message: "use grad = nil, or an optimizer's zeroGrad()")
  public func zero_() { fatalError() }
}

@available(*, unavailable, renamed: "withoutGradients(_:)")
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result { fatalError() }
@available(*, unavailable, renamed: "withoutGradients(_:)")
public func no_grad<Result>(_ body: () throws -> Result) rethrows -> Result { fatalError() }
@available(*, unavailable, renamed: "withGradients(_:)")
public func enableGrad<Result>(_ body: () throws -> Result) rethrows -> Result { fatalError() }

// MARK: Operators

/// Declared so that the compiler can name its replacement.
infix operator ** : BitwiseShiftPrecedence

extension Tensor {
  @available(*, unavailable, message: "use a .> b, a tensor of bools")
  public static func > (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .> b, a tensor of bools")
  public static func > (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .< b, a tensor of bools")
  public static func < (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .< b, a tensor of bools")
  public static func < (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .>= b, a tensor of bools")
  public static func >= (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .>= b, a tensor of bools")
  public static func >= (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .<= b, a tensor of bools")
  public static func <= (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .<= b, a tensor of bools")
  public static func <= (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .== b, a tensor of bools, or a.equals(b), one Bool")
  public static func == (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .== b, a tensor of bools")
  public static func == (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .!= b, a tensor of bools, or !a.equals(b), one Bool")
  public static func != (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .!= b, a tensor of bools")
  public static func != (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a.pow(b)")
  public static func ** (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a.pow(b)")
  public static func ** (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor(a).pow(b)")
  public static func ** (a: some ScalarValue, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a.remainder(b)")
  public static func % (a: Tensor, b: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a.remainder(b)")
  public static func % (a: Tensor, b: some ScalarValue) -> Tensor { fatalError() }
}

// MARK: Operators as methods

extension Tensor {
  @available(*, unavailable, message: "use a + b")
  public func add(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a - b")
  public func sub(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a * b")
  public func mul(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a / b")
  public func div(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use -a") public func neg() -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .> b")
  public func gt(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .< b")
  public func lt(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .>= b")
  public func ge(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .<= b")
  public func le(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .== b")
  public func eq(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use a .!= b")
  public func ne(_ other: Any) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "equals(_:)")
  public func equal(_ other: Tensor) -> Bool { fatalError() }
  @available(*, unavailable, renamed: "allClose(_:)")
  public func allclose(_ other: Tensor) -> Bool { fatalError() }
  @available(*, unavailable, renamed: "isNaN()") public func isnan() -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "clamp(min:max:)")
  public func clip(_ min: Any, _ max: Any) -> Tensor { fatalError() }
}

// MARK: In place

extension Tensor {
  @available(*, unavailable, message: "use a += b") public func add_(_ other: Any) { fatalError() }
  @available(*, unavailable, message: "use a -= b") public func sub_(_ other: Any) { fatalError() }
  @available(*, unavailable, message: "use a *= b") public func mul_(_ other: Any) { fatalError() }
  @available(*, unavailable, message: "use a /= b") public func div_(_ other: Any) { fatalError() }
  @available(*, unavailable, renamed: "zero()") public func zero_() { fatalError() }
  @available(*, unavailable, renamed: "fill(_:)") public func fill_(_ value: Any) { fatalError() }
  @available(*, unavailable, renamed: "copy(from:)")
  public func copy_(_ source: Tensor) { fatalError() }
  @available(*, unavailable, message: "use Init.normal(x)")
  public func normal_(_ mean: Double = 0, _ std: Double = 1) { fatalError() }
  @available(*, unavailable, message: "use Init.uniform(x)")
  public func uniform_(_ low: Double = 0, _ high: Double = 1) { fatalError() }
}

// MARK: Dimensions

extension Tensor {
  @available(*, unavailable, renamed: "sum(dim:keepDim:)")
  public func sum(_ dim: Int) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "mean(dim:keepDim:)")
  public func mean(_ dim: Int) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "sum(dims:keepDim:)")
  public func sum(dim: [Int], keepDim: Bool = false) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "mean(dims:keepDim:)")
  public func mean(dim: [Int], keepDim: Bool = false) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "logSoftmax(dim:)")
  public func log_softmax(dim: Int) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "maskedFill(_:_:)")
  public func masked_fill(_ mask: Tensor, _ value: Any) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "indexSelect(dim:_:)")
  public func index_select(_ dim: Int, _ index: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use scatter(dim: 1, index, source), a new tensor")
  public func scatter_(_ dim: Int, _ index: Tensor, _ source: Any) -> Tensor { fatalError() }
}

// MARK: Making tensors

@available(*, unavailable, renamed: "Tensor.init(_:)")
public func tensor(_ data: Any) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.zeros(_:)")
public func zeros(_ sizes: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.ones(_:)")
public func ones(_ sizes: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.randn(_:)")
public func randn(_ sizes: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.rand(_:)")
public func rand(_ sizes: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.empty(_:)")
public func empty(_ sizes: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.full(_:_:)")
public func full(_ sizes: Any, _ value: Any) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.arange(_:)")
public func arange(_ bounds: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.eye(_:)")
public func eye(_ size: Int) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.linspace(_:_:count:)")
public func linspace(_ start: Any, _ end: Any, _ count: Int) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.randperm(_:)")
public func randperm(_ count: Int) -> Tensor { fatalError() }
@available(*, unavailable, message: "use Tensor.randint(0..<10, 2, 3)")
public func randint(_ bounds: Any...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.zeros(like:)")
public func zeros_like(_ other: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.ones(like:)")
public func ones_like(_ other: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "manualSeed(_:)")
public func manual_seed(_ seed: UInt64) { fatalError() }
@available(*, unavailable, renamed: "Tensor") public typealias FloatTensor = Tensor
@available(*, unavailable, message: "use Tensor([1, 2]): whole numbers make it int64")
public typealias LongTensor = Tensor

extension Tensor {
  @available(*, unavailable, message: "use Tensor.zeros(2, 3)")
  public convenience init(_ rows: Int, _ sizes: Int...) { fatalError() }
  @available(*, unavailable, message: "use Tensor(data).requiringGradient()")
  public convenience init(_ data: Any, requires_grad: Bool) { fatalError() }
  @available(*, unavailable, message: "use Tensor.zeros(2, 3).requiringGradient()")
  public static func zeros(_ sizes: Int..., requiresGrad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.zeros(2, 3).requiringGradient()")
  public static func zeros(_ sizes: Int..., requires_grad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.ones(2, 3).requiringGradient()")
  public static func ones(_ sizes: Int..., requiresGrad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.ones(2, 3).requiringGradient()")
  public static func ones(_ sizes: Int..., requires_grad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.randn(2, 3).requiringGradient()")
  public static func randn(_ sizes: Int..., requiresGrad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.randn(2, 3).requiringGradient()")
  public static func randn(_ sizes: Int..., requires_grad: Bool) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "zeros(like:)")
  public static func zerosLike(_ other: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, renamed: "ones(like:)")
  public static func onesLike(_ other: Tensor) -> Tensor { fatalError() }
  @available(*, unavailable, message: "use Tensor.randint(0..<10, 2, 3)")
  public static func randint(_ low: Int, _ high: Int, _ sizes: Any) -> Tensor { fatalError() }
}

// MARK: Functions that are methods here

@available(*, unavailable, renamed: "Tensor.norm(self:)")
public func norm(_ x: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.logSoftmax(self:dim:)")
public func log_softmax(_ x: Tensor, dim: Int = -1) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.clamp(self:min:max:)")
public func clamp(_ x: Tensor, min: Double = 0, max: Double = 0) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.mm(self:_:)")
public func mm(_ x: Tensor, _ y: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "Tensor.einsum(_:_:)")
public func einsum(_ equation: String, _ operands: Tensor...) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "crossEntropy(_:_:)")
public func cross_entropy(_ input: Tensor, _ target: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "nllLoss(_:_:)")
public func nll_loss(_ input: Tensor, _ target: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, renamed: "mseLoss(_:_:)")
public func mse_loss(_ input: Tensor, _ target: Tensor) -> Tensor { fatalError() }
@available(*, unavailable, message: "use Tensor.load, NPZ.load or SafeTensors.load")
public func load(_ path: String) -> Tensor { fatalError() }
@available(*, unavailable, message: "use x.save(path), NPZ.save or SafeTensors.save")
public func save(_ object: Any, _ path: String) { fatalError() }

// MARK: Layers and their state

extension Module {
  @available(*, unavailable, renamed: "stateDictionary()")
  public func stateDict() -> [String: Tensor] { fatalError() }
  @available(*, unavailable, renamed: "stateDictionary()")
  public func state_dict() -> [String: Tensor] { fatalError() }
  @available(*, unavailable, renamed: "loadStateDictionary(_:)")
  public func loadStateDict(_ state: [String: Tensor]) { fatalError() }
  @available(*, unavailable, renamed: "loadStateDictionary(_:)")
  public func load_state_dict(_ state: [String: Tensor]) { fatalError() }
  @available(*, unavailable, renamed: "zeroGrad()") public func zero_grad() { fatalError() }
  @available(*, unavailable, renamed: "namedParameters()")
  public func named_parameters() -> [(String, Tensor)] { fatalError() }
  @available(*, unavailable, message: "use freeze() or unfreeze()")
  public func requires_grad_(_ flag: Bool = true) -> Self { fatalError() }
  @available(*, unavailable, message: "layers compute where their tensors are: in memory")
  public func cuda() -> Self { fatalError() }
}

@available(*, unavailable, message: "use an LSTMCell, one step at a time")
public func LSTM(_ sizes: Int...) -> Module { fatalError() }
@available(*, unavailable, message: "use a GRUCell, one step at a time")
public func GRU(_ sizes: Int...) -> Module { fatalError() }
@available(*, unavailable, message: "use an RNNCell, one step at a time")
public func RNN(_ sizes: Int...) -> Module { fatalError() }

// MARK: Optimizers

extension Optimizer {
  @available(*, unavailable, renamed: "stateDictionary()")
  public func stateDict() -> [String: Tensor] { fatalError() }
  @available(*, unavailable, renamed: "stateDictionary()")
  public func state_dict() -> [String: Tensor] { fatalError() }
  @available(*, unavailable, renamed: "loadStateDictionary(_:)")
  public func loadStateDict(_ state: [String: Tensor]) { fatalError() }
  @available(*, unavailable, renamed: "loadStateDictionary(_:)")
  public func load_state_dict(_ state: [String: Tensor]) { fatalError() }
  @available(*, unavailable, renamed: "zeroGrad()") public func zero_grad() { fatalError() }
  @available(*, unavailable, renamed: "groups")
  public var param_groups: [ParameterGroup] { fatalError() }
  @available(*, unavailable, renamed: "groups")
  public var paramGroups: [ParameterGroup] { fatalError() }
}

extension SGD {
  @available(*, unavailable, renamed: "init(_:learningRate:)")
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0, weightDecay: Double = 0
  ) { fatalError() }
}

extension Adam {
  @available(*, unavailable, renamed: "init(_:learningRate:)")
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0, weightDecay: Double = 0
  ) { fatalError() }
}

extension RMSprop {
  @available(*, unavailable, renamed: "init(_:learningRate:)")
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0, weightDecay: Double = 0
  ) { fatalError() }
}

extension Adagrad {
  @available(*, unavailable, renamed: "init(_:learningRate:)")
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0, weightDecay: Double = 0
  ) { fatalError() }
}

@available(*, unavailable, renamed: "clipGradientNorm(_:maximum:)")
public func clipGradNorm(_ parameters: [Tensor], maxNorm: Double) { fatalError() }
@available(*, unavailable, renamed: "clipGradientNorm(_:maximum:)")
public func clipGradNorm(_ parameters: [Tensor], _ maximum: Double) { fatalError() }
@available(*, unavailable, renamed: "clipGradientNorm(_:maximum:)")
public func clip_grad_norm_(_ parameters: [Tensor], _ maximum: Double) { fatalError() }
@available(*, unavailable, renamed: "clipGradientNorm(_:maximum:)")
public func clip_grad_norm_(_ parameters: [Tensor], max_norm: Double) { fatalError() }
@available(*, unavailable, renamed: "clipGradientValues(_:maximum:)")
public func clip_grad_value_(_ parameters: [Tensor], _ maximum: Double) { fatalError() }

// MARK: Modules of Python

/// Accepts anything written after `torch.`, so that the error is reported at its beginning.
@available(*, unavailable)
@dynamicMemberLookup
@dynamicCallable
public struct PythonModule {
  /// The member that would be in the module.
  public subscript(dynamicMember name: String) -> PythonModule { fatalError() }
  /// The result that calling it would return.
  public func dynamicallyCall(withKeywordArguments: KeyValuePairs<String, Any>) -> Tensor {
    fatalError()
  }
}

@available(*, unavailable, message: "use Tensor.randn(2, 3) to make a tensor, x.exp() to compute")
public var torch: PythonModule { fatalError() }
@available(*, unavailable, message: "use Linear(2, 3) and the other layers without nn")
public var nn: PythonModule { fatalError() }
@available(*, unavailable, message: "use x.relu(), and crossEntropy(scores, classes) for a loss")
public var F: PythonModule { fatalError() }
@available(*, unavailable, message: "use SGD(parameters, learningRate: 0.1)")
public var optim: PythonModule { fatalError() }
