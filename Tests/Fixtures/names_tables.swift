// What the cells of the tables of names use under Kindling: what all lessons have, by the library
// that they import, and under a section's number what its cells have besides, or in another form.
// `NamesCellTests` puts it before each lesson's cells. It is checked, and never runs.

// MARK: Kindling
let x = Tensor([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])
let y = Tensor([[1.0, 0.0, -2.0], [0.5, 2.0, 0.75]])
let z = x * y
let a = Tensor.randn(3, 3)
let b = Tensor.randn(3)
let w = Tensor(0.5)
let t = Tensor([2, 0])
let i = Tensor([[2], [0]])
let mask = x .> 0
let weight = Tensor.arange(24).view(2, 12)
let counts = Tensor([0.0, 2.0, 1.0])
let shape: Shape = [2, 3]
let range = 0.5..<2.0
let value = w.square()
let s = x.sum()
let parameter = w
let parameters = [w]
let layer = Linear(3, 2)
let model = Linear(3, 2)
let optimizer = SGD(parameters, learningRate: 0.1)

// MARK: Layerwise
let x = Tensor([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])
let y = Tensor([[1.0, 0.0, -2.0], [0.5, 2.0, 0.75]])
let w = Tensor.zeros(2)
let weight = Tensor.randn(3, 5)
let range = 0.5..<2.0
let gradOutput = Tensor.ones(2, 3)
let f = Linear(5, 3)
let g = Tanh()
let h = Sequential(f, g)
let network = h

// MARK: 2.5
let places = [Tensor([1.0, 2.0]), Tensor([3.0, 4.0])]

// MARK: 3.1
let table = Tensor.arange(6).view(3, 2)
let rows = Tensor.ones(2, 2)
let indices = Tensor([2, 0])
let index = indices

// MARK: 3.2
let vectors = Tensor.randn(1, 2, 3)
let chances = Tensor([0.1, 0.3, 0.2, 0.15, 0.05, 0.2])
let logProbabilities = chances.log().view(1, 6)
let target = Tensor([1])

// MARK: 3.3
let vectors = Tensor.randn(2, 4, 3)
let rows = [[0, 1, 3, 4], [1, 2, 4, 5]]
let logProbabilities = Tensor.randn(2, 49).logSoftmax(dim: 1)
let targets = Tensor([2, 3])
let one = Tensor.randn(3)
let other = Tensor.randn(3)

// MARK: 4.1
let u = t.detach()

// MARK: 4.4
let values = Tensor([1.0, 2.0])

// MARK: 4.5
let a = DType.int64
let b = DType.float32

// MARK: 4.7
let device = Device.cpu

// MARK: 4.8
let f = { (inputs: [Tensor]) in inputs[0].square() }

// MARK: 4.9
let g = Tensor.ones(4, 2)
var context: FunctionContext { fatalError() }

// MARK: 4.10
let state = model.stateDictionary()
let new = Tensor.zeros(1)
let f = { (module: Module) in }

// MARK: 4.11
let a = Linear(3, 4)
let b = ReLU()

// MARK: 4.13
var state: ParameterState { fatalError() }

// MARK: 4.14
let data = TensorDataset(x, y)
let rows = Tensor([1, 0])

// MARK: 4.15
let kept = model.stateDictionary()

// MARK: 5.4
let gradOut = Tensor.ones(2, 3)

// MARK: 5.5
let module = f
let mul = f

// MARK: 5.6
let lin = f
let g = Tensor.ones(3)
let rows = Tensor([1, 0])
let indices = rows

// MARK: 5.7
let places = Tensor([[0, 1, 0]])
let g = Tensor.ones(1, 2)

// MARK: 5.8
let a = Tensor.ones(2, 3)
let b = Tensor.zeros(2, 3)
let pair: Signal = [a, b]

// MARK: 5.9
let mse = MSECriterion()
let predictions = x
let logs = Tensor([[-0.5, -1.5, -2.0], [-2.0, -0.5, -1.5]])
let places = Tensor([[0], [1]])
let zeros = Tensor.zeros(2, 3)
let slopes = Tensor.ones(2, 1)

// MARK: 5.10
let slopes = gradOutput
var (weights, gradients) = network.getParameters()

// MARK: 5.11
let inputs = [x]
let f = { (inputs: [Tensor]) in inputs[0].square() }
let numbers = Tensor.ones(2)
