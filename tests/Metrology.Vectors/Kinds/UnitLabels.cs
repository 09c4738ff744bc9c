using System.Text.Json.Nodes;
using Metrology.Core.Quantities;

namespace Metrology.Vectors.Kinds;

/// <summary>Units of a case are labels of its numbers; one that the product does not know is put in braces, as its files ask for.</summary>
internal static class UnitLabels
{
    public static string Quoted(string json)
    {
        var root = JsonNode.Parse(json);
        Quote(root, isUnit: false);
        return root!.ToJsonString();
    }

    private static void Quote(JsonNode? node, bool isUnit)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Quote(item, isUnit: false);
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if ((isUnit || name == "unit") && value is JsonValue one && one.TryGetValue<string>(out var unit) && unit.Length > 0 && Units.Parse(unit).IsRefused)
                    members[name] = $"{{{unit}}}";
                else
                    Quote(value, name == "unit");
            }
        }
    }
}
