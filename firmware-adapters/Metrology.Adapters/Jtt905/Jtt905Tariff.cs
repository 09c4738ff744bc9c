using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>The tariff block of commands 0004 and 0005, 127 bytes. The order of its fields is that of one public implementation; see protocol.md.</summary>
/// <param name="Start">In force from, China Standard Time.</param>
/// <param name="ReservedBytes">For future use.</param>
/// <param name="VendorBytes">Of the maker.</param>
public sealed record Jtt905Tariff(DateTime Start, IReadOnlyList<Jtt905TariffField> Fields, int ReservedBytes, int VendorBytes)
{
    public const int Length = 127;

    private const int Reserved = 22, LastMinute = 59, LastHour = 24;

    /// <summary>Prices in yuan, distances in km: both with two decimals. The unit of the waiting price is not known.</summary>
    private static readonly BilingualText[] Numbers =
    [
        new("白天往返单价", "Day round-trip price"), new("夜间往返单价", "Night round-trip price"), new("白天单程单价", "Day one-way price"), new("夜间单程单价", "Night one-way price"),
        new("白天二次空贴单价", "Day second empty-return price"), new("夜间二次空贴单价", "Night second empty-return price"),
        new("白天起步价", "Day start fare"), new("夜间起步价", "Night start fare"),
        new("续程里程数", "Continued distance"), new("启程公里", "Start distance"), new("单程公里", "One-way distance"), new("二次空贴公里", "Second empty-return distance"),
        new("白天等候单价", "Day waiting price"), new("夜间等候单价", "Night waiting price"),
    ];

    private static readonly (BilingualText Name, int Most)[] Times =
    [
        (new("免费等候时间 mmss", "Free waiting time mmss"), LastMinute), (new("加价时间 mmss", "Surcharge time mmss"), LastMinute),
        (new("夜间开始 hhmm", "Night begins hhmm"), LastHour), (new("夜间结束 hhmm", "Night ends hhmm"), LastHour),
    ];

    internal static Outcome<Jtt905Tariff> Parse(ReadOnlySpan<byte> data)
    {
        // Another implementation leaves 单程公里 out, which shifts all that follows by two bytes.
        if (data.Length != Length)
            return Jtt905Refusal.DataLength;
        var fields = new Jtt905Fields(data);
        var start = fields.Time(5, "yyyyMMddHH");
        var list = new List<Jtt905TariffField>();
        foreach (var name in Numbers)
            list.Add(new(name, fields.Number(2, 2).ToString("0.00", CultureInfo.InvariantCulture)));
        foreach (var (name, most) in Times)
        {
            var (high, low) = fields.Pair(most);
            list.Add(new(name, $"{high:00}:{low:00}"));
        }

        return fields.Refusal is { } refusal ? refusal : new Jtt905Tariff(start, list, Reserved, fields.Left - Reserved);
    }
}

/// <summary>One parameter of a tariff by its name in the standard.</summary>
public sealed record Jtt905TariffField(BilingualText Name, string Text);
