using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>How the messages of one convention become readings. Data: <c>mappings/*.json</c>; protocol.md says what each member means.</summary>
/// <param name="Convention">Name that people know it by.</param>
/// <param name="Confirmed">Compared with the documentation of the maker.</param>
/// <param name="Blocks">Values by the name that a topic or a component carries ("switch", "imported").</param>
/// <param name="Metrics">Meaning of Sparkplug metrics by name.</param>
public sealed record PayloadMapping(
    string Id, string Convention, IReadOnlyList<string> Sources, bool Confirmed, BilingualText Note, IReadOnlyList<PayloadTopic> Topics,
    IReadOnlyDictionary<string, IReadOnlyList<PayloadValue>>? Blocks = null, IReadOnlyDictionary<string, PayloadMetric>? Metrics = null)
{
    /// <summary>Whether a message on the topic may carry something; the mapping was chosen for the device.</summary>
    public bool Knows(string topic) => Topics.Any(rule => TopicPattern.Of(rule.Topic).Match(topic) is not null);
}

public enum PayloadForm
{
    Json,

    /// <summary>A bare number or word.</summary>
    Text,

    /// <summary>Protobuf of Sparkplug B.</summary>
    Sparkplug,
}

/// <summary>One kind of message by its topic.</summary>
/// <param name="Topic">"{device}" stands for one level, "{device+}" for one or more, "{block}" and "{id}" likewise.</param>
/// <param name="ChosenOnly">Too general to recognise the convention by; only when the mapping was chosen for the device.</param>
/// <param name="Root">Path that all others start from.</param>
/// <param name="When">Without it the message carries no reading.</param>
/// <param name="Device">Paths that may name the instrument, the best first; after them the topic does.</param>
/// <param name="DeviceBlock">Block whose whole payload names the instrument.</param>
/// <param name="StartTime">Path of the time at which a counter was set to zero.</param>
/// <param name="Required">Paths without which the message is refused.</param>
/// <param name="Components">Path of an object whose members "block:id" are read as blocks.</param>
/// <param name="Whole">Says everything that the device has, not only what changed.</param>
/// <param name="WholeWhen">The same, where the message itself tells.</param>
/// <param name="RequiredBlocks">Blocks that must have come before the readings of a device may be taken together.</param>
public sealed record PayloadTopic(
    string Topic, PayloadForm Form = PayloadForm.Json, bool ChosenOnly = false, string Root = "", PayloadCondition? When = null, IReadOnlyList<string>? Device = null,
    string? DeviceBlock = null, PayloadTimeRule? Time = null, string? StartTime = null, IReadOnlyList<string>? Required = null, IReadOnlyList<PayloadValue>? Values = null,
    string? Components = null, IReadOnlyList<PayloadFlagRule>? Flags = null, IReadOnlyList<string>? RequiredBlocks = null, bool Whole = false, PayloadCondition? WholeWhen = null);

/// <summary>One number or list of numbers.</summary>
/// <param name="Path">From the root or the block; "" is the whole payload.</param>
/// <param name="Channel">Of a single number.</param>
/// <param name="Items">Channels of an array by position; null passes an item over.</param>
/// <param name="AtLeast">Fewest items.</param>
/// <param name="Numbered">Number or array: an array gives channels 1, 2 and so on.</param>
/// <param name="Members">Channels that are members of an object.</param>
/// <param name="Minus">Path of a number to subtract.</param>
/// <param name="Required">Null is no value but an error.</param>
/// <param name="Written">The digits say the resolution.</param>
/// <param name="Resolution">The smallest step in <paramref name="Unit"/>, as a laboratory states it from the document of its device, where digits do not say it.</param>
public sealed record PayloadValue(
    string Path, string Quantity, string Unit, string Channel = "total", IReadOnlyList<string?>? Items = null, int AtLeast = 0, bool Numbered = false,
    IReadOnlyList<string>? Members = null, string? Minus = null, bool Required = false, bool Written = false, string? Resolution = null);

public sealed record PayloadCondition(string Path, IReadOnlyList<string> Is);

/// <summary>Where the time of the device stands and how it is written.</summary>
public sealed record PayloadTimeRule(string Path, PayloadTimeForm Form);

public enum PayloadTimeForm
{
    Iso,
    EpochSeconds,
    EpochMilliseconds,
}

/// <summary>A flag that a text or number raises.</summary>
public sealed record PayloadFlagRule(string Flag, string Is, string Path = "", string? Block = null);

/// <summary>What a Sparkplug metric means; the protocol itself carries neither quantity nor unit.</summary>
public sealed record PayloadMetric(string Quantity, string Channel, string Unit);
