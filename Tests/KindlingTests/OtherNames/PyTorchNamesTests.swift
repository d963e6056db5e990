import Foundation
import TestSupport
import Toolchain
import XCTest

/// What someone who knows PyTorch writes first is answered by the compiler with what there is here.
final class PyTorchNamesTests: XCTestCase {
  /// Statements, each with the whole of what the compiler says to it. Those without a declaration
  /// of their own in PyTorchNames.swift are here because Swift's own words lead to the right one,
  /// and must go on doing so.
  private static let answers: KeyValuePairs = [
    // Shapes
    "_ = x.T": "'T' has been renamed to 't()'",
    "_ = x.mT": "'mT' is unavailable: use transpose(-2, -1)",
    "_ = x.numel()": "'numel()' has been replaced by property 'Tensor.elementCount'",
    "_ = x.nelement()": "'nelement()' has been replaced by property 'Tensor.elementCount'",
    "_ = x.ndim": "'ndim' has been renamed to 'rank'",
    "_ = x.dim()": "'dim()' has been replaced by property 'Tensor.rank'",
    "_ = x.size()": "'size()' has been replaced by property 'Tensor.shape'",
    "_ = x.size(0)": "'size' is unavailable: use shape[0]",
    "_ = x.count":
      "'count' is unavailable: use elementCount for all elements, shape[0] for the rows",
    "_ = x.viewAs(y)": "'viewAs' is unavailable: use view(other.shape)",
    "_ = x.expandAs(y)": "'expandAs' is unavailable: use expand(other.shape)",
    "_ = x.unsqueeze(dim: 0)": "extraneous argument label 'dim:' in call",
    "_ = x.flatten(1)": "missing argument label 'start:' in call",
    // Kinds of numbers, devices, values
    "_ = x.float()": "'float()' is unavailable: use to(.float32)",
    "_ = x.double()": "'double()' is unavailable: use to(.float64)",
    "_ = x.half()": "'half()' is unavailable: use to(.float16)",
    "_ = x.long()": "'long()' is unavailable: use to(.int64)",
    "_ = x.int()": "'int()' is unavailable: use to(.int32)",
    "_ = x.bool()": "'bool()' is unavailable: use to(.bool)",
    "_ = x.astype(.float64)": "'astype' has been renamed to 'to(_:)'",
    "_ = x.cpu()": "'cpu()' is unavailable: use to(.cpu)",
    "_ = x.cuda()": "'cuda()' is unavailable: use to(.cuda(0))",
    "_ = x.to(\"cuda\")": "'to' is unavailable: use to(.cpu) or to(.cuda(0))",
    "_ = x.tolist()":
      "'tolist()' is unavailable: use doubles(), floats(), ints() or bools(): one flat array",
    "_ = x.numpy()":
      "'numpy()' is unavailable: use doubles(), or save(_:) for a file that NumPy reads",
    "_ = Double(x)": "'init(_:)' is unavailable: use x.item(), the number of one element",
    "_ = Float(x)": "'init(_:)' is unavailable: use Float(x.item())",
    "_ = Int(x)": "'init(_:)' is unavailable: use Int(x.item())",
    // Gradients
    "_ = x.requires_grad": "'requires_grad' has been renamed to 'requiresGrad'",
    "_ = x.requires_grad_()":
      "'requires_grad_' is unavailable: use requiresGrad = true, or requiringGradient()",
    "_ = x.requiresGrad_()":
      "'requiresGrad_' is unavailable: use requiresGrad = true, or requiringGradient()",
    "_ = x.grad_fn": "'grad_fn' has been renamed to 'gradFn'",
    "_ = x.is_leaf": "'is_leaf' has been renamed to 'isLeaf'",
    "x.retain_grad()": "'retain_grad()' has been renamed to 'retainGradient()'",
    "_ = x.data":
      "'data' is unavailable: use detach(), or change the tensor in withoutGradients { }",
    "x.zeroGrad()": "'zeroGrad()' is unavailable: use grad = nil, or an optimizer's zeroGrad()",
    "x.zero_grad()": "'zero_grad()' is unavailable: use grad = nil, or an optimizer's zeroGrad()",
    "x.grad.zero_()": "'zero_()' is unavailable: use grad = nil, or an optimizer's zeroGrad()",
    "noGrad { _ = x + y }": "'noGrad' has been renamed to 'withoutGradients(_:)'",
    "no_grad { _ = x + y }": "'no_grad' has been renamed to 'withoutGradients(_:)'",
    "enableGrad { _ = x + y }": "'enableGrad' has been renamed to 'withGradients(_:)'",
    "x.backward(retain_graph: true)":
      "incorrect argument label in call (have 'retain_graph:', expected 'retainGraph:')",
    // Operators
    "_ = x > y": "'>' is unavailable: use a .> b, a tensor of bools",
    "_ = x > 0": "'>' is unavailable: use a .> b, a tensor of bools",
    "_ = x < y": "'<' is unavailable: use a .< b, a tensor of bools",
    "_ = x < 0.5": "'<' is unavailable: use a .< b, a tensor of bools",
    "_ = x >= y": "'>=' is unavailable: use a .>= b, a tensor of bools",
    "_ = x >= 1": "'>=' is unavailable: use a .>= b, a tensor of bools",
    "_ = x <= y": "'<=' is unavailable: use a .<= b, a tensor of bools",
    "_ = x <= 1": "'<=' is unavailable: use a .<= b, a tensor of bools",
    "_ = x == y":
      "'==' is unavailable: use a .== b, a tensor of bools, or a.equals(b), one Bool",
    "_ = x == 1": "'==' is unavailable: use a .== b, a tensor of bools",
    "_ = x != y":
      "'!=' is unavailable: use a .!= b, a tensor of bools, or !a.equals(b), one Bool",
    "_ = x != 1": "'!=' is unavailable: use a .!= b, a tensor of bools",
    "_ = x ** y": "'**' is unavailable: use a.pow(b)",
    "_ = x ** 2": "'**' is unavailable: use a.pow(b)",
    "_ = 2 ** x": "'**' is unavailable: use Tensor(a).pow(b)",
    "_ = x % y": "'%' is unavailable: use a.remainder(b)",
    "_ = x % 2": "'%' is unavailable: use a.remainder(b)",
    // Operators as methods
    "_ = x.add(1)": "'add' is unavailable: use a + b",
    "_ = x.sub(y)": "'sub' is unavailable: use a - b",
    "_ = x.mul(y)": "'mul' is unavailable: use a * b",
    "_ = x.div(y)": "'div' is unavailable: use a / b",
    "_ = x.neg()": "'neg()' is unavailable: use -a",
    "_ = x.gt(y)": "'gt' is unavailable: use a .> b",
    "_ = x.lt(y)": "'lt' is unavailable: use a .< b",
    "_ = x.ge(y)": "'ge' is unavailable: use a .>= b",
    "_ = x.le(y)": "'le' is unavailable: use a .<= b",
    "_ = x.eq(1)": "'eq' is unavailable: use a .== b",
    "_ = x.ne(y)": "'ne' is unavailable: use a .!= b",
    "_ = x.equal(y)": "'equal' has been renamed to 'equals(_:)'",
    "_ = x.allclose(y)": "'allclose' has been renamed to 'allClose(_:)'",
    "_ = x.isnan()": "'isnan()' has been renamed to 'isNaN()'",
    "_ = x.clip(0, 1)": "'clip' has been renamed to 'clamp(min:max:)'",
    "_ = x.clamp(0, 1)": "missing argument labels 'min:max:' in call",
    // In place
    "x.add_(y)": "'add_' is unavailable: use a += b",
    "x.sub_(y)": "'sub_' is unavailable: use a -= b",
    "x.mul_(2)": "'mul_' is unavailable: use a *= b",
    "x.div_(2)": "'div_' is unavailable: use a /= b",
    "x.zero_()": "'zero_()' has been renamed to 'zero()'",
    "x.fill_(1)": "'fill_' has been renamed to 'fill(_:)'",
    "x.copy_(y)": "'copy_' has been renamed to 'copy(from:)'",
    "x.normal_(0, 1)": "'normal_' is unavailable: use Init.normal(x)",
    "x.uniform_()": "'uniform_' is unavailable: use Init.uniform(x)",
    // Dimensions
    "_ = x.sum(0)": "'sum' has been renamed to 'sum(dim:keepDim:)'",
    "_ = x.mean(0)": "'mean' has been renamed to 'mean(dim:keepDim:)'",
    "_ = x.max(1)": "missing argument label 'dim:' in call",
    "_ = x.softmax(1)": "missing argument label 'dim:' in call",
    "_ = x.softmax()": "missing argument for parameter 'dim' in call",
    "_ = x.sum(dim: [0, 1])": "'sum(dim:keepDim:)' has been renamed to 'sum(dims:keepDim:)'",
    "_ = x.mean(dim: [0, 1])": "'mean(dim:keepDim:)' has been renamed to 'mean(dims:keepDim:)'",
    "_ = x.log_softmax(dim: 1)": "'log_softmax(dim:)' has been renamed to 'logSoftmax(dim:)'",
    "_ = x.masked_fill(y, 0)": "'masked_fill' has been renamed to 'maskedFill(_:_:)'",
    "_ = x.index_select(0, y)": "'index_select' has been renamed to 'indexSelect(dim:_:)'",
    "x.scatter_(1, y, 1)":
      "'scatter_' is unavailable: use scatter(dim: 1, index, source), a new tensor",
    // Making tensors
    "_ = tensor([[1.0, 2]])": "'tensor' has been replaced by 'Tensor.init(_:)'",
    "_ = zeros(2, 3)": "'zeros' has been replaced by 'Tensor.zeros(_:)'",
    "_ = ones([2, 3])": "'ones' has been replaced by 'Tensor.ones(_:)'",
    "_ = randn(2, 3)": "'randn' has been replaced by 'Tensor.randn(_:)'",
    "_ = rand(2, 3)": "'rand' has been replaced by 'Tensor.rand(_:)'",
    "_ = empty(2, 3)": "'empty' has been replaced by 'Tensor.empty(_:)'",
    "_ = full([2, 3], 1)": "'full' has been replaced by 'Tensor.full(_:_:)'",
    "_ = arange(0, 10, 2)": "'arange' has been replaced by 'Tensor.arange(_:)'",
    "_ = eye(3)": "'eye' has been replaced by 'Tensor.eye(_:)'",
    "_ = linspace(0, 1, 10)": "'linspace' has been replaced by 'Tensor.linspace(_:_:count:)'",
    "_ = randperm(3)": "'randperm' has been replaced by 'Tensor.randperm(_:)'",
    "_ = randint(0, 10, [2, 3])": "'randint' is unavailable: use Tensor.randint(0..<10, 2, 3)",
    "_ = Tensor.randint(0, 10, [2, 3])":
      "'randint' is unavailable: use Tensor.randint(0..<10, 2, 3)",
    "_ = zeros_like(x)": "'zeros_like' has been replaced by 'Tensor.zeros(like:)'",
    "_ = ones_like(x)": "'ones_like' has been replaced by 'Tensor.ones(like:)'",
    "_ = Tensor.zerosLike(x)": "'zerosLike' has been renamed to 'zeros(like:)'",
    "_ = Tensor.onesLike(x)": "'onesLike' has been renamed to 'ones(like:)'",
    "manual_seed(1)": "'manual_seed' has been renamed to 'manualSeed(_:)'",
    "_ = FloatTensor([1.0])": "'FloatTensor' has been renamed to 'Tensor'",
    "_ = LongTensor([1])":
      "'LongTensor' is unavailable: use Tensor([1, 2]): whole numbers make it int64",
    "_ = Tensor(2, 3)": "'init(_:_:)' is unavailable: use Tensor.zeros(2, 3)",
    "_ = Tensor([1.0], requires_grad: true)":
      "'init(_:requires_grad:)' is unavailable: use Tensor(data).requiringGradient()",
    "_ = Tensor.zeros(2, requiresGrad: true)":
      "'zeros(_:requiresGrad:)' is unavailable: use Tensor.zeros(2, 3).requiringGradient()",
    "_ = Tensor.zeros(2, requires_grad: true)":
      "'zeros(_:requires_grad:)' is unavailable: use Tensor.zeros(2, 3).requiringGradient()",
    "_ = Tensor.ones(2, requiresGrad: true)":
      "'ones(_:requiresGrad:)' is unavailable: use Tensor.ones(2, 3).requiringGradient()",
    "_ = Tensor.ones(2, requires_grad: true)":
      "'ones(_:requires_grad:)' is unavailable: use Tensor.ones(2, 3).requiringGradient()",
    "_ = Tensor.randn(2, requiresGrad: true)":
      "'randn(_:requiresGrad:)' is unavailable: use Tensor.randn(2, 3).requiringGradient()",
    "_ = Tensor.randn(2, requires_grad: true)":
      "'randn(_:requires_grad:)' is unavailable: use Tensor.randn(2, 3).requiringGradient()",
    // Functions that are methods here
    "_ = norm(x)": "'norm' has been replaced by instance method 'Tensor.norm()'",
    "_ = softmax(x)": "missing argument for parameter 'dim' in call",
    "_ = log_softmax(x, dim: 0)":
      "'log_softmax(_:dim:)' has been replaced by instance method 'Tensor.logSoftmax(dim:)'",
    "_ = clamp(x, min: 0)":
      "'clamp(_:min:max:)' has been replaced by instance method 'Tensor.clamp(min:max:)'",
    "_ = mm(x, y)": "'mm' has been replaced by instance method 'Tensor.mm(_:)'",
    "_ = einsum(\"ij,jk->ik\", x, y)": "'einsum' has been replaced by 'Tensor.einsum(_:_:)'",
    "_ = cross_entropy(x, y)": "'cross_entropy' has been renamed to 'crossEntropy(_:_:)'",
    "_ = nll_loss(x, y)": "'nll_loss' has been renamed to 'nllLoss(_:_:)'",
    "_ = mse_loss(x, y)": "'mse_loss' has been renamed to 'mseLoss(_:_:)'",
    "_ = load(\"a.pt\")": "'load' is unavailable: use Tensor.load, NPZ.load or SafeTensors.load",
    "save(x, \"a.pt\")": "'save' is unavailable: use x.save(path), NPZ.save or SafeTensors.save",
    // Layers and their state
    "_ = model.stateDict()": "'stateDict()' has been renamed to 'stateDictionary()'",
    "_ = model.state_dict()": "'state_dict()' has been renamed to 'stateDictionary()'",
    "model.loadStateDict([:])": "'loadStateDict' has been renamed to 'loadStateDictionary(_:)'",
    "model.load_state_dict([:])":
      "'load_state_dict' has been renamed to 'loadStateDictionary(_:)'",
    "model.zero_grad()": "'zero_grad()' has been renamed to 'zeroGrad()'",
    "_ = model.named_parameters()":
      "'named_parameters()' has been renamed to 'namedParameters()'",
    "_ = model.requires_grad_(false)":
      "'requires_grad_' is unavailable: use freeze() or unfreeze()",
    "_ = model.cuda()":
      "'cuda()' is unavailable: layers compute where their tensors are: in memory",
    "_ = LSTM(2, 3)": "'LSTM' is unavailable: use an LSTMCell, one step at a time",
    "_ = GRU(2, 3)": "'GRU' is unavailable: use a GRUCell, one step at a time",
    "_ = RNN(2, 3)": "'RNN' is unavailable: use an RNNCell, one step at a time",
    "_ = Dropout(p: 0.5)": "extraneous argument label 'p:' in call",
    "_ = dropout(x, 0.5)": "missing argument label 'p:' in call",
    "_ = Linear(inFeatures: 2, outFeatures: 3)":
      "extraneous argument labels 'inFeatures:outFeatures:' in call",
    "_ = Softmax(1)": "missing argument label 'dim:' in call",
    // Optimizers
    "_ = optimizer.stateDict()": "'stateDict()' has been renamed to 'stateDictionary()'",
    "_ = optimizer.state_dict()": "'state_dict()' has been renamed to 'stateDictionary()'",
    "optimizer.loadStateDict([:])": "'loadStateDict' has been renamed to 'loadStateDictionary(_:)'",
    "optimizer.load_state_dict([:])":
      "'load_state_dict' has been renamed to 'loadStateDictionary(_:)'",
    "optimizer.zero_grad()": "'zero_grad()' has been renamed to 'zeroGrad()'",
    "_ = optimizer.param_groups": "'param_groups' has been renamed to 'groups'",
    "_ = optimizer.paramGroups": "'paramGroups' has been renamed to 'groups'",
    "_ = SGD([x], lr: 0.1, momentum: 0.9)":
      "'init(_:lr:momentum:weightDecay:)' has been renamed to 'init(_:learningRate:)'",
    "_ = Adam([x], lr: 0.1)":
      "'init(_:lr:momentum:weightDecay:)' has been renamed to 'init(_:learningRate:)'",
    "_ = AdamW([x], lr: 0.1)":
      "'init(_:lr:momentum:weightDecay:)' has been renamed to 'init(_:learningRate:)'",
    "_ = RMSprop([x], lr: 0.1)":
      "'init(_:lr:momentum:weightDecay:)' has been renamed to 'init(_:learningRate:)'",
    "_ = Adagrad([x], lr: 0.1)":
      "'init(_:lr:momentum:weightDecay:)' has been renamed to 'init(_:learningRate:)'",
    "clipGradNorm([x], maxNorm: 1)":
      "'clipGradNorm(_:maxNorm:)' has been renamed to 'clipGradientNorm(_:maximum:)'",
    "clipGradNorm([x], 1)": "'clipGradNorm' has been renamed to 'clipGradientNorm(_:maximum:)'",
    "clip_grad_norm_([x], 1)":
      "'clip_grad_norm_' has been renamed to 'clipGradientNorm(_:maximum:)'",
    "clip_grad_norm_([x], max_norm: 1)":
      "'clip_grad_norm_(_:max_norm:)' has been renamed to 'clipGradientNorm(_:maximum:)'",
    "clip_grad_value_([x], 1)":
      "'clip_grad_value_' has been renamed to 'clipGradientValues(_:maximum:)'",
    // Modules of Python
    "_ = torch.randn(2, 3)":
      "'torch' is unavailable: use Tensor.randn(2, 3) to make a tensor, x.exp() to compute",
    "_ = nn.Linear(2, 3)":
      "'nn' is unavailable: use Linear(2, 3) and the other layers without nn",
    "_ = nn.functional.relu(x)":
      "'nn' is unavailable: use Linear(2, 3) and the other layers without nn",
    "_ = F.relu(x)":
      "'F' is unavailable: use x.relu(), and crossEntropy(scores, classes) for a loss",
    "_ = optim.SGD(model.parameters(), lr: 0.1)":
      "'optim' is unavailable: use SGD(parameters, learningRate: 0.1)",
    // Functions of tensors, called on a number
    "let n = 2.0; _ = 1 / (1 + exp(-n))":
      "'exp' is unavailable: for a number write .exp(x), with import RealModule",
    "_ = [1.0, 2].map { 1 / (1 + exp(-$0)) }":
      "'exp' is unavailable: for a number write .exp(x), with import RealModule",
    "let n = 2.0; print(log(n + 1))":
      "'log' is unavailable: for a number write .log(x), with import RealModule",
    "let n = 2.0; _ = sin(2 * n)":
      "'sin' is unavailable: for a number write .sin(x), with import RealModule",
    "let n = 2.0; _ = cos(2 * n)":
      "'cos' is unavailable: for a number write .cos(x), with import RealModule",
    "let n = 2.0; _ = tanh(-n)":
      "'tanh' is unavailable: for a number write .tanh(x), with import RealModule",
    "let n = 2; _ = 1 / sqrt(Double(n))":
      "'sqrt' is unavailable: for a number write x.squareRoot()",
    "let n = 2; _ = 1 / sqrt(n)":
      "'sqrt' is unavailable: for a number write Double(x).squareRoot()",
    "let n = 2.5; _ = Int(floor(n / 2))":
      "'floor' is unavailable: for a number write x.rounded(.down)",
    "let n = 2.5; _ = Int(ceil(n / 2))":
      "'ceil' is unavailable: for a number write x.rounded(.up)",
  ]

  func testEachIsAnsweredWithWhatThereIs() async throws {
    let rows = Array(Self.answers)
    let said = try await errors(in: rows.map(\.key))
    for (row, said) in zip(rows, said) { XCTAssertEqual(said, [row.value], row.key) }
  }

  func testNoneIsWithoutARow() throws {
    let files = try SourceFile.all(under: "Sources/Kindling/OtherNames")
    let statements = Self.answers.map(\.key).joined(separator: "\n")
    let declaration = /\b(?:func|var|typealias|enum) (\S+?)(?: |\(|<|:)|(init|subscript)\(/
    let messages = Self.answers.map(\.value).joined(separator: "\n")
    var names = 0
    for file in files {
      for (number, line) in file.lines.enumerated() where line.contains("public ") {
        guard let match = line.firstMatch(of: declaration),
          let name = match.1 ?? match.2, !line.contains("dynamic")
        else { continue }
        names += 1
        let isThere = [statements, messages].contains { $0.contains(name) }
        XCTAssertTrue(isThere, "\(file.path):\(number + 1): no row has \(name)")
      }
    }
    XCTAssertGreaterThan(names, 150)
  }

  /// Code that is right, with what an overload more could make ambiguous or slow to check.
  func testWhatIsRightStillCompiles() async throws {
    let said = try await errors(in: [
      "x.grad = nil; if x.grad == nil, y.grad != nil { print(x) }",
      "let n = 3; let a = [1.5, 2, Double(n)]; print(max(a[0], a[1], 0) + abs(-2) + min(1, 2.5))",
      "print(Int(2.5) + Int(\"7\")!, Float(1), Double(3) / 2, Double(x.item()), Int(x.item()))",
      "print(1 < 2 && 2.5 >= 1 || 7 % 2 == 1, x.shape == y.shape, [1] == [2], \"a\" != \"b\")",
      "print((x .> 0) & (y .< 1) | (x .== y), x.sum().item() > 0, x.rank == 2)",
      "print(-(x * y + 2 / x - 1) / (3 * x.exp() + 0.5 - y.sum(dim: 1, keepDim: true) * 2))",
      "print(1 / (1 + exp(-x)), sqrt(x) * log(x + 1), pow(x, 2), floor(x) + ceil(x), tanh(x * 2))",
      "print(x[0], x[0..., 1], x[.rest, 0], x[.all, 1..<2], x[-1])",
      "print(x.to(.float64), x.to(.cpu), x.sum(dims: [0, 1]), x.mean(dim: 0), x.softmax(dim: 1))",
      "print(Tensor([1, 2]), Tensor([[1.0, 2]], dtype: .float64), Tensor.zeros(2, 3))",
      "func relu(_ x: Tensor) -> Tensor { x }; func exp(_ x: Tensor) -> Tensor { x }; "
        + "print(relu(exp(x)))",
      "let F = 1, torch = 2, size = 3, data = [4]; print(F + torch + size + data.count)",
      "print(Double.exp(1), Float.pow(2, 3), (0..<3).map { Double($0) * 2 }.max()!)",
      "_ = SGD([x], learningRate: 0.1); _ = Adam([x]); _ = Dropout(0.5); _ = model.parameters()",
      "_ = clipGradientNorm([x], maximum: 1); withoutGradients { x += y }; x *= 2",
      "final class Net: Module { var size = 1; var data = [1]; func load() {}; func sum() {} }",
    ])
    XCTAssertEqual(said.filter { !$0.isEmpty }, [])
  }

  /// What the compiler has against each of some statements.
  private func errors(in statements: [String]) async throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "names-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let parameters = "_ x: Tensor, _ y: Tensor, _ model: Module, _ optimizer: Optimizer"
    let lines = statements.enumerated().map { "func f\($0)(\(parameters)) { \($1) }" }
    let file = folder.appending(path: "Names.swift")
    try Data(("import Kindling; import RealModule\n" + lines.joined(separator: "\n")).utf8)
      .write(to: file)
    let compiler = Compiler(
      toolchain: try SwiftToolchain.find(), library: try BuiltLibrary(root: Repository.root))
    let result = try await compiler.compile(
      Compiler.Module(name: "Names", sources: [file], output: folder))
    XCTAssertNil(result.exceeded)
    XCTAssertEqual(result.isSuccess, result.errors.isEmpty, result.log)
    return statements.indices.map { index in
      result.errors.filter { $0.line == index + 2 }.map(\.message)
    }
  }
}
