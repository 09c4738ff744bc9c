using System.Reflection;

namespace Metrology.App.Certificates;

/// <summary>Name and version of the software that evaluated, for record and paper.</summary>
public static class SoftwareIdentity
{
    public static string Text { get; } =
        "Metrology " + (typeof(SoftwareIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");
}
