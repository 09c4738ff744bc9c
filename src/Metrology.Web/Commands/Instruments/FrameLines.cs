using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Instruments;

/// <summary>A frame on the command line, as text or as JSON.</summary>
internal static class FrameLines
{
    /// <param name="mark">Before a line of text: which way the bytes went.</param>
    public static void Write(Terminal terminal, FrameDescription item, bool asJson, string mark = "")
    {
        if (!asJson)
        {
            terminal.WriteLine($"{mark}{item.Line(terminal.Language)}");
            return;
        }

        var facts = new Dictionary<string, object?> { ["hex"] = item.Hex };
        if (mark.Length > 0)
            facts["way"] = mark.Trim() == ">" ? "sent" : "received";
        if (item.Members is { } members)
        {
            foreach (var (key, value) in members)
                facts[key] = value is BilingualText text ? text.In(terminal.Language) : value;
        }
        else
        {
            foreach (var fact in item.Head)
                facts[fact.Key] = fact.Text;
            facts["values"] = item.Values.Select(fact => new { key = fact.Key, name = fact.Name.In(terminal.Language), value = fact.Text, unit = fact.Unit });
        }

        facts["refusal"] = item.Refusal is { } refused ? new { code = refused.Code, text = refused.Text.In(terminal.Language) } : null;
        terminal.WriteJson(facts);
    }
}
