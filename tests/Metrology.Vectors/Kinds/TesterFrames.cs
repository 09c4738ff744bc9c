using System.Globalization;
using Metrology.Adapters.Tester7e0d;

namespace Metrology.Vectors.Kinds;

/// <summary>Requests and answers of the charging-pile tester. Reasons of rejection are advisory: any rejection passes.</summary>
public sealed class TesterFrames : VectorKind
{
    public override string Name => "tester-7e0d";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reject_reason", "also_acceptable_reasons");
        switch (vector.Text("kind"))
        {
            case "request":
                Request(vector);
                break;
            case "reply":
                Reply(vector);
                break;
            case var other:
                vector.Differs("kind", "request or reply", other ?? "none");
                break;
        }
    }

    private static void Request(VectorCase vector)
    {
        var expected = HexBytes.Of(vector.NeedText("hex"));
        var parsed = TesterParser.Parse(expected);
        vector.Expect("valid", !parsed.IsRefused && parsed.Value.Type != TesterFrame.Answer);
        if (parsed.IsRefused)
        {
            vector.PassOver("type", "command", "data");
            return;
        }

        var type = vector.NeedText("type") switch
        {
            "read" => TesterFrame.Read,
            "write" => TesterFrame.Write,
            var other => throw new FormatException($"{other} is no type of a request"),
        };
        var built = TesterFrame.Encode(type, Code(vector.NeedText("command")), HexBytes.Of(vector.NeedText("data")));
        if (!built.AsSpan().SequenceEqual(expected))
            vector.Differs("hex", Convert.ToHexString(expected), Convert.ToHexString(built));
    }

    private static void Reply(VectorCase vector)
    {
        var asked = vector.Text("request.command") ?? vector.Text("command");
        var reading = TesterReading.Parse(HexBytes.Of(vector.NeedText("hex")), asked is null ? null : Code(asked));
        vector.Expect("valid", !reading.IsRefused);
        if (reading.IsRefused)
            return;
        var value = reading.Value;
        vector.Expect("expect.command", value.Command.ToString("X2", CultureInfo.InvariantCulture));
        vector.Expect("expect.energy_kWh", value.EnergyKWh is { } energy ? TesterReading.Text(energy) : null);
        vector.ExpectList("expect.constants", [.. value.Constants.Select(Text)]);
        vector.ExpectList("expect.pulses", [.. value.Pulses.Select(Text)]);
        vector.ExpectList("expect.errors_percent", [.. value.ErrorsPercent.Select(TesterReading.Text)]);
    }

    private static byte Code(string hex) => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
