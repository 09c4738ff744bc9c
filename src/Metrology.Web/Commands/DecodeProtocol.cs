using Metrology.Adapters.Balance;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Iec62056;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Scpi;
using Metrology.Adapters.Tester7e0d;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>The protocols that <c>decode</c> knows beside DL/T 645, which has more to say of a frame than these.</summary>
internal static class DecodeProtocol
{
    public const string ModbusRtu = "modbus-rtu";

    public const string Ocmf = "ocmf";

    private static readonly Dictionary<string, Func<string, DecodeAids, Outcome<IReadOnlyList<FrameDescription>>>> Known = new()
    {
        [ModbusRtu] = (hex, aids) => ModbusText.Describe(hex, aids.Map),
        ["iec62056"] = (hex, _) => IecText.Describe(hex),
        ["jtt905"] = (hex, _) => Jtt905Text.Describe(hex),
        ["tester7e"] = (hex, _) => TesterText.Describe(hex),
        ["roller"] = (hex, _) => RollerText.Describe(hex),
        ["scpi"] = (hex, _) => ScpiText.Describe(hex),
        ["balance"] = (hex, _) => BalanceText.Describe(hex),
        [Ocmf] = (hex, aids) => OcmfText.Describe(hex, aids.Key),
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string protocol, string hex, DecodeAids aids) => Known[protocol](hex, aids);

    public static void Write(Terminal terminal, FrameDescription item, bool asJson)
    {
        if (asJson)
        {
            var facts = new Dictionary<string, object?> { ["hex"] = item.Hex };
            foreach (var fact in item.Head)
                facts[fact.Key] = fact.Text;
            facts["values"] = item.Values.Select(fact => new { key = fact.Key, name = fact.Name.In(terminal.Language), value = fact.Text, unit = fact.Unit });
            facts["refusal"] = item.Refusal is { } refused ? new { code = refused.Code, text = refused.Text.In(terminal.Language) } : null;
            terminal.WriteJson(facts);
            return;
        }

        var head = item.Head.Count == 0 ? item.Hex : string.Join(' ', item.Head.Select(fact => $"{fact.Name.In(terminal.Language)} {fact.Text}"));
        var values = string.Join(", ", item.Values.Select(fact => $"{fact.Name.In(terminal.Language)} {fact.Text} {fact.Unit}".TrimEnd()));
        var why = item.Refusal is { } refusal ? $"  {refusal.Text.In(terminal.Language)} [{refusal.Code}]" : "";
        terminal.WriteLine($"{head}{(values.Length == 0 ? "" : ": ")}{values}{why}");
    }
}

/// <summary>What some bytes cannot be understood without.</summary>
/// <param name="Map">Of a Modbus meter.</param>
/// <param name="Key">Public key of the meter that signed.</param>
internal sealed record DecodeAids(RegisterMap? Map, string? Key);
