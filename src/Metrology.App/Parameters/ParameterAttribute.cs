using Metrology.Core.Words;

namespace Metrology.App.Parameters;

/// <summary>What the parameters belong to; its page shows their history.</summary>
public enum ParameterSubject
{
    Institution,
    Account,
    Equipment,
    Capability,
    Procedure,
    Template,
    Target,
    CountedThing,
    Bench,
    Retention,

    /// <summary>What the server was told when it started.</summary>
    Server,
}

/// <summary>
/// A value that measurements, verdicts, papers or rights rest on. Whatever use case changes it, the context that saves rows keeps what it was, what it is, who, when and why (WELMEC 7.2 P2/P7:
/// parameters are protected, and each change of one leaves a trace that cannot be removed).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ParameterAttribute(string zh, string en) : Attribute
{
    public BilingualText Name { get; } = new(zh, en);
}

/// <summary>Rows whose marked properties are parameters: of what, and what such a row is called.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ParametersOfAttribute(ParameterSubject subject, string zh, string en) : Attribute
{
    public ParameterSubject Subject => subject;

    public BilingualText Name { get; } = new(zh, en);

    /// <summary>Name of the property with the key of the subject; null where the row is the subject itself.</summary>
    public string? Owner { get; init; }
}
