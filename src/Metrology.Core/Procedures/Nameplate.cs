namespace Metrology.Core.Procedures;

/// <summary>What the unit under test says of itself: nameplate field id → text ("1", "32", "true").</summary>
public sealed record Nameplate(IReadOnlyDictionary<string, string> Values)
{
    public string? this[string field] => Values.GetValueOrDefault(field);

    public bool Flag(string field) => this[field] == "true";
}
