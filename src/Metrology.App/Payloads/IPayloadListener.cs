using Metrology.Core.Words;

namespace Metrology.App.Payloads;

/// <summary>Who hears what devices say. The register of bindings asks it, because mappings and topics are its business, and tells it what holds now.</summary>
public interface IPayloadListener
{
    /// <summary>Every mapping that a binding may name.</summary>
    IReadOnlyList<PayloadMappingName> Mappings { get; }

    /// <summary>What is wrong with a binding; the field of a refusal is the member of <see cref="SavePayloadBinding.Request"/>. Null when nothing is.</summary>
    Refusal? WhyNot(SavePayloadBinding.Request request);

    /// <summary>The bindings that are in force from now on.</summary>
    void Listen(IReadOnlyList<PayloadBinding> inForce);
}

/// <param name="Example">Lines that say what the values mean; null where the mapping says all.</param>
/// <param name="Confirmed">Compared with the documentation of the maker.</param>
public sealed record PayloadMappingName(string Id, BilingualText Name, BilingualText Note, string? Example, bool Confirmed);
