/// The examples of a dataset in batches, optionally in a new order each epoch.
/// `torch.utils.data.DataLoader`.
///
/// ```swift
/// let loader = DataLoader(TensorDataset(x, y), batchSize: 32, shuffle: true)
/// for (inputs, targets) in loader { ... }  // [32, ...] each, the last perhaps fewer
/// ```
///
/// With the same seed, the shuffled order is the same as PyTorch's. With a `device`, each batch is
/// moved there when it is used, so the examples themselves can stay where there is room for all of
/// them.
public final class DataLoader<Source: Dataset, Batch>: Sequence {
  /// The dataset that the examples come from.
  public let source: Source
  /// The number of examples in a batch.
  public let batchSize: Int
  private let shuffles: Bool
  private let dropsLast: Bool
  private var generator: Kindling.Generator?
  private let makeBatch: (_ indices: [Int]) -> Batch

  /// A loader that makes batches with `collate`.
  ///
  /// - Parameters:
  ///   - source: the dataset that the examples come from.
  ///   - batchSize: the number of examples in a batch, above 0.
  ///   - shuffle: whether each epoch has a random order.
  ///   - dropLast: whether an incomplete last batch is dropped.
  ///   - generator: the generator to draw from, instead of this thread's generator.
  ///   - collate: makes a batch from its examples.
  ///
  /// Traps with `DataLoader: a batch size of 0 is not positive`.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, collate: @escaping ([Source.Sample]) -> Batch
  ) {
    self.init(source, batchSize, shuffle, dropLast, generator) { indices in
      collate(indices.map { source[$0] })
    }
  }

  private init(
    _ source: Source, _ batchSize: Int, _ shuffle: Bool, _ dropLast: Bool,
    _ generator: Kindling.Generator?, _ makeBatch: @escaping ([Int]) -> Batch
  ) {
    check(batchSize > 0, "DataLoader", "a batch size of \(batchSize) is not positive")
    self.source = source
    self.batchSize = batchSize
    self.shuffles = shuffle
    self.dropsLast = dropLast
    self.generator = generator
    self.makeBatch = makeBatch
  }

  /// The number of batches in an epoch.
  public var count: Int {
    dropsLast ? source.count / batchSize : (source.count + batchSize - 1) / batchSize
  }

  /// The number of batches in an epoch.
  public var underestimatedCount: Int { count }

  /// Begins an epoch by drawing its order.
  public func makeIterator() -> AnyIterator<Batch> {
    let order = drawOrder()
    var next = 0
    return AnyIterator { [self] in
      guard next < count else { return nil }
      let start = next * batchSize
      next += 1
      return makeBatch(Array(order[start..<Swift.min(start + batchSize, order.count)]))
    }
  }

  /// Draws the order of an epoch. PyTorch first draws a number for its workers, shuffled or not,
  /// then a seed for the order; from the loader's own generator, it draws the order itself, then a
  /// second one that it does not use.
  private func drawOrder() -> [Int] {
    if var own = generator {
      defer { generator = own }
      _ = own.next64()
      guard shuffles else { return Array(0..<source.count) }
      let order = own.permutation(source.count)
      _ = own.permutation(source.count)
      return order
    }
    _ = Kindling.Generator.default.next64()
    guard shuffles else { return Array(0..<source.count) }
    var fresh = Kindling.Generator(seed: Kindling.Generator.default.next64() & (1 << 63 - 1))
    return fresh.permutation(source.count)
  }
}

/// Loaders that know how to make a batch: tensors are stacked along a new first dimension, and
/// numbers become a tensor.
extension DataLoader {
  /// Batches of stacked inputs and stacked targets.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  ) where Source.Sample == (Tensor, Tensor), Batch == (Tensor, Tensor) {
    self.init(source, batchSize, shuffle, dropLast, generator) { indices in
      let parts = source.stacked(indices, device) { [$0.0, $0.1] }
      return (parts[0], parts[1])
    }
  }

  /// Batches of three stacked tensors.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  ) where Source.Sample == (Tensor, Tensor, Tensor), Batch == (Tensor, Tensor, Tensor) {
    self.init(source, batchSize, shuffle, dropLast, generator) { indices in
      let parts = source.stacked(indices, device) { [$0.0, $0.1, $0.2] }
      return (parts[0], parts[1], parts[2])
    }
  }

  /// Batches of four stacked tensors.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  )
  where
    Source.Sample == (Tensor, Tensor, Tensor, Tensor), Batch == (Tensor, Tensor, Tensor, Tensor)
  {
    self.init(source, batchSize, shuffle, dropLast, generator) { indices in
      let parts = source.stacked(indices, device) { [$0.0, $0.1, $0.2, $0.3] }
      return (parts[0], parts[1], parts[2], parts[3])
    }
  }

  /// Batches of stacked tensors, as many as an example has.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  ) where Source.Sample == [Tensor], Batch == [Tensor] {
    self.init(source, batchSize, shuffle, dropLast, generator) { source.stacked($0, device) { $0 } }
  }

  /// Batches of stacked inputs and their classes, as int64.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  ) where Source.Sample == (Tensor, Int), Batch == (Tensor, Tensor) {
    self.init(
      source, batchSize: batchSize, shuffle: shuffle, dropLast: dropLast, generator: generator
    ) { samples in
      let inputs = Tensor.stack(samples.map(\.0))
      let classes = Tensor(samples.map(\.1), device: device ?? inputs.device)
      return (device.map(inputs.to) ?? inputs, classes)
    }
  }

  /// Batches of stacked tensors.
  public convenience init(
    _ source: Source, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Kindling.Generator? = nil, device: Device? = nil
  ) where Source.Sample == Tensor, Batch == Tensor {
    self.init(source, batchSize, shuffle, dropLast, generator) {
      source.stacked($0, device) { [$0] }[0]
    }
  }
}

extension Dataset {
  /// Each tensor of the examples at `indices`, stacked, and moved to `device` if it is not nil.
  fileprivate func stacked(
    _ indices: [Int], _ device: Device?, _ tensors: (Sample) -> [Tensor]
  ) -> [Tensor] {
    let batch: [Tensor]
    if let rows = self as? any RowDataset {
      batch = rows.rows(at: indices)
    } else {
      let samples = indices.map { tensors(self[$0]) }
      batch = samples[0].indices.map { place in .stack(samples.map { $0[place] }) }
    }
    return device.map { device in batch.map { $0.to(device) } } ?? batch
  }
}
