using Metrology.Core.Words;

namespace Metrology.Simulators.Room;

/// <summary>What this folder contributes to the kinds of instruments that can be played: recorded bytes.</summary>
internal static class CaptureKinds
{
    public static SimulatorKind CaptureKind { get; } = new("capture", new("已记录的字节（抓包文件）", "Recorded bytes (a capture)"), "") { Make = PlayCapture, NeedsCapture = true };

    private static Outcome<Played> PlayCapture(SimulatorRequest request, TimeProvider clock) => request.Capture is { } capture
        ? capture.Turns.All(turn => turn.Answer.Length == 0) ? SimulatorRefusals.NoAnswer : new Played(new("", request.Capture.Name, "", ""), line => new(_ => { }, new CapturePlayer(line, capture)))
        : SimulatorRefusals.NoCapture;
}
