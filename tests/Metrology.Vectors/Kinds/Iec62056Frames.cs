using System.Globalization;
using Metrology.Adapters.Iec62056;

namespace Metrology.Vectors.Kinds;

/// <summary>Blocks, data sets and the handshake of IEC 62056-21. Reasons of rejection are advisory: any rejection passes.</summary>
public sealed class Iec62056Frames : VectorKind
{
    public override string Name => "iec62056-21";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reject_reason", "also_acceptable_reasons", "text_with_control_names");
        switch (vector.Text("kind"))
        {
            case "bcc":
                Block(vector);
                break;
            case "data":
                Data(vector);
                break;
            case "handshake":
                Handshake(vector);
                break;
            case var other:
                vector.Differs("kind", "bcc, data or handshake", other ?? "none");
                break;
        }
    }

    private static void Block(VectorCase vector)
    {
        var message = IecMessage.Parse(HexBytes.Of(vector.NeedText("hex")));
        var bcc = message.IsRefused ? null : message.Value.Bcc;
        vector.Expect("valid", bcc is not null);
        if (bcc is not { } good)
            return;
        vector.Expect("expect.bcc", good.ToString("X2", CultureInfo.InvariantCulture));
        vector.Expect("expect.command", message.Value.Command);
        if (vector["expect.data_sets"] is not null)
            Compare(vector, "expect.data_sets", IecDataSet.Parse(message.Value.Text).Value);
    }

    private static void Data(VectorCase vector)
    {
        var sets = IecDataSet.Parse(vector.NeedText("text"));
        vector.Expect("valid", !sets.IsRefused);
        if (!sets.IsRefused)
            Compare(vector, "expect", sets.Value);
    }

    private static void Handshake(VectorCase vector)
    {
        var bytes = HexBytes.Of(vector.NeedText("hex"));
        var parsed = IecMessage.Parse(bytes);
        vector.Expect("valid", parsed is { IsRefused: false, Value.Bcc: null });
        vector.Expect("text", parsed.IsRefused ? vector.Text("text") : parsed.Value.Written);
        if (parsed.IsRefused)
            return;
        var text = parsed.Value.Text;
        var built = parsed.Value.Kind switch
        {
            IecMessageKind.Request => IecRequest.SignOn(text),
            IecMessageKind.Acknowledgement => IecRequest.Acknowledge(text[0], text[1], text[2]),
            _ => bytes,
        };
        if (!built.AsSpan().SequenceEqual(bytes))
            vector.Differs("hex", Convert.ToHexString(bytes), Convert.ToHexString(built));
    }

    private static void Compare(VectorCase vector, string path, IReadOnlyList<IecDataSet> sets)
    {
        var items = vector.Items(path).ToList();
        if (items.Count != sets.Count)
            vector.Differs(path, $"{items.Count} data sets", $"{sets.Count}");
        foreach (var (item, set) in items.Zip(sets))
        {
            item.Expect("address", set.Address);
            item.Expect("value", set.Value);
            item.Expect("unit", set.Unit);
            item.Expect("normalised", set.Normalised);
            vector.Include(item);
        }
    }
}
