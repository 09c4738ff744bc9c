using System.Reflection;

namespace Metrology.Core.Records;

/// <summary>Name and version of the core that evaluates here and now.</summary>
public static class EvaluatingSoftware
{
    public static string Text { get; } =
        "Metrology " + (typeof(EvaluatingSoftware).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");
}
