import Figures
import Foundation

/// What a lesson's program reported and printed, block by block.
package struct RunRecord: Equatable {
  /// The block in which the program ended; the number of blocks when it came to its end.
  package private(set) var reached = 0
  /// What each block did that was begun.
  package private(set) var outputs: [CellOutput] = []

  /// Reads the events and the printed text of a run.
  ///
  /// Lines without the run's nonce are not events and are passed over.
  package init(events: Data, output: Data, nonce: String) {
    var offsets: [Int] = []
    for event in Self.events(in: events, nonce: nonce) {
      if let block = event.block, let offset = event.offset, block == offsets.count {
        offsets.append(offset)
        outputs.append(CellOutput())
      } else if let figure = event.figure, !outputs.isEmpty {
        outputs[outputs.count - 1].figures.append(figure)
      }
    }
    reached = max(offsets.count - 1, 0)
    for (index, start) in offsets.enumerated() {
      let end = index + 1 < offsets.count ? offsets[index + 1] : output.count
      guard 0 <= start, start <= end, end <= output.count else { continue }
      let bytes = output.dropFirst(start).prefix(end - start)
      outputs[index].text = String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The events of the run that has this nonce.
  package static func events(in data: Data, nonce: String) -> [LessonRun.Event] {
    let decoder = JSONDecoder.figures
    return data.split(separator: UInt8(ascii: "\n"))
      .compactMap { try? decoder.decode(LessonRun.Event.self, from: Data($0)) }
      .filter { $0.nonce == nonce }
  }
}
