using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Certificates;
using Metrology.Core.Fares;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Records;

/// <summary>
/// The original record (原始记录) as it leaves the system: what was pinned, every event, observation and byte. What follows from them stands in the evaluation
/// beside it and can be computed again by anybody. The format is described in <c>docs/formats/record-bundle.md</c>.
/// </summary>
public sealed record RecordDocument
{
    public const string CurrentFormat = "metrology-record/5";

    /// <summary>The format before: rules decided on a U of zero or in doubt, and it does not say why there is none.</summary>
    public const string FormatWithDoubtfulBudgets = "metrology-record/4";

    /// <summary>It states a budget although an input is uncovered, and no warnings.</summary>
    public const string FormatWithoutUncovered = "metrology-record/3";

    /// <summary>The components of its budgets do not say their unit.</summary>
    public const string FormatWithoutUnits = "metrology-record/2";

    /// <summary>The first format: it does not say how the bytes of the transcript are decoded.</summary>
    public const string FormatWithoutSources = "metrology-record/1";

    /// <summary>All formats that are read, oldest first.</summary>
    public static IReadOnlyList<string> Formats { get; } = [FormatWithoutSources, FormatWithoutUnits, FormatWithoutUncovered, FormatWithDoubtfulBudgets, CurrentFormat];

    /// <summary>The states that a verification may be exported in.</summary>
    public static IReadOnlyList<string> States { get; } = ["draft", "running", "evaluated", "submitted", "checked", "approved", "issued", "aborted"];

    /// <summary>How the evaluation of a record of this format was made, and is made again for ever.</summary>
    public static EvaluationEdition EditionOf(string format) => format switch
    {
        CurrentFormat => EvaluationEdition.Current,
        FormatWithDoubtfulBudgets => EvaluationEdition.DoubtfulBudgets,
        _ => EvaluationEdition.PartialBudgets,
    };

    /// <summary>Longest record that is read, bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public required string Format { get; init; }
    public required string Number { get; init; }

    /// <summary>State of the verification when it was exported, one of <see cref="States"/>.</summary>
    public required string State { get; init; }

    public required VerificationKind Kind { get; init; }
    public required PinnedProcedure Procedure { get; init; }
    public required IReadOnlyDictionary<string, string> Nameplate { get; init; }
    public required IReadOnlyList<ReferenceCapability> References { get; init; }
    public required RecordedUnit Unit { get; init; }
    public required string Standard { get; init; }
    public required string Bench { get; init; }
    public required DateOnly WorkDate { get; init; }
    public required string Place { get; init; }
    public required bool IsSimulated { get; init; }
    public required bool IsDemonstration { get; init; }

    /// <summary>What was agreed for a calibration; absent in the record of a verification.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibrationTerms? Calibration { get; init; }

    /// <summary>What the fares of a taximeter are compared with; absent where nobody chose a tariff.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PinnedTariff? Tariff { get; init; }

    /// <summary>Name and version of the software that computed the evaluation.</summary>
    public required string Software { get; init; }

    public required IReadOnlyList<RecordedSignature> Signatures { get; init; }
    public required IReadOnlyList<RecordedEvent> Events { get; init; }
    public required IReadOnlyList<RecordedObservation> Observations { get; init; }

    /// <summary>How the bytes of the links become readings; null in a record of the format before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<RecordedSource>? Sources { get; init; }

    public required IReadOnlyList<RecordedBytes> Transcript { get; init; }

    /// <summary>The evaluation that was exported with the record.</summary>
    public required JsonElement Evaluation { get; init; }

    /// <summary>
    /// SHA-256, hexadecimal, of what a person signs: everything that was pinned, happened and was concluded. Signatures are of it and not in it; neither are the state, the
    /// name that a register has for the standard today and the software that wrote the file.
    /// </summary>
    public string ContentHash() =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData((this with { State = "", Standard = "", Software = "", Signatures = [] }).ToBytes()));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The record that the bytes are, or every problem of them.</summary>
    public static FileLoad<RecordDocument> Load(ReadOnlySpan<byte> file) => RecordReader.Load(file);
}

public sealed record PinnedProcedure(string Designation, int Revision, string Hash);

public sealed record RecordedUnit(string Name, string Model, string SerialNumber, string Manufacturer);

/// <summary>A change of state with the person who made it.</summary>
public sealed record RecordedSignature(int Sequence, string Action, string From, string To, string By, DateTimeOffset At, string? Reason)
{
    /// <summary><see cref="RecordDocument.ContentHash"/> of the record that was signed; absent where a move is no signature.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }
}

/// <summary>Something that happened at the bench; its readings are the observations that name it.</summary>
/// <param name="Kind">Name of the <see cref="RunEvent"/>.</param>
public sealed record RecordedEvent(int Sequence, string Kind, Stage? Stage, string? Text, string? Code, DateTimeOffset At)
{
    public static RecordedEvent Of(RunEvent happened, int sequence, DateTimeOffset at) => new(
        sequence, happened.GetType().Name, (happened as RunEvent.Observed)?.Stage,
        happened switch
        {
            RunEvent.Accepted accepted => accepted.Reason,
            RunEvent.RepeatRequested repeat => repeat.Reason,
            RunEvent.Skipped skipped => skipped.Reason,
            RunEvent.TakenBack back => back.Reason,
            RunEvent.Interrupted interrupted => interrupted.Text,
            RunEvent.Aborted aborted => aborted.Reason,
            RunEvent.Commented commented => commented.Text,
            _ => null,
        },
        CodeOf(happened), at);

    /// <summary>Fault of an interruption, or the step that is taken back.</summary>
    public static string? CodeOf(RunEvent happened) => happened switch
    {
        RunEvent.Interrupted interrupted => interrupted.FaultCode,
        RunEvent.TakenBack back => back.Step.ToString(),
        _ => null,
    };

    /// <summary>The event with its readings, or null when its kind is not known or it lacks something.</summary>
    public RunEvent? With(IReadOnlyList<ObservedReading> readings) => (Kind, Text, Code) switch
    {
        (nameof(RunEvent.Begun), _, _) => new RunEvent.Begun(),
        (nameof(RunEvent.Observed), _, _) when Stage is { } stage => new RunEvent.Observed(stage, readings),
        (nameof(RunEvent.Accepted), _, _) => new RunEvent.Accepted(Text),
        (nameof(RunEvent.RepeatRequested), { } reason, _) => new RunEvent.RepeatRequested(reason),
        (nameof(RunEvent.Skipped), { } reason, _) => new RunEvent.Skipped(reason),
        (nameof(RunEvent.TakenBack), { } reason, var step) when StepKey.Parse(step) is { } key => new RunEvent.TakenBack(key, reason),
        (nameof(RunEvent.Paused), _, _) => new RunEvent.Paused(),
        (nameof(RunEvent.Resumed), _, _) => new RunEvent.Resumed(),
        (nameof(RunEvent.Interrupted), { } text, { } code) => new RunEvent.Interrupted(code, text),
        (nameof(RunEvent.Aborted), { } reason, _) => new RunEvent.Aborted(reason),
        (nameof(RunEvent.Commented), { } text, _) => new RunEvent.Commented(text),
        _ => null,
    };
}

/// <param name="Event">Sequence of the event that brought it.</param>
public sealed record RecordedObservation(
    int Sequence, int Event, StepKey Step, int Attempt, string Role, Stage Stage, string Subject, Reading Reading, int? Supersedes, string? Reason)
{
    public static RecordedObservation Of(Observation one, int happened) =>
        new(one.Sequence, happened, one.Step, one.Attempt, one.Role, one.Stage, one.Subject, one.Reading, one.Supersedes, one.Reason);
}

/// <summary>Which codec takes the readings of an instrument from the bytes of a link.</summary>
/// <param name="Codec">Name of an <see cref="ITranscriptCodec"/>.</param>
/// <param name="Instrument">Identity that the readings carry.</param>
/// <param name="Address">How the protocol names the instrument on the link.</param>
public sealed record RecordedSource(string Link, string Codec, string Instrument, string Address)
{
    /// <summary>What the numbers of the instrument mean, where the protocol does not say it: the data file as it was then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Map { get; init; }
}

/// <param name="Direction"><see cref="Sent"/> or <see cref="Received"/>.</param>
/// <param name="Hex">Bytes as they went, hexadecimal.</param>
public sealed record RecordedBytes(string Link, long Index, TimeSpan Elapsed, string Direction, string Hex)
{
    public const string Sent = "sent", Received = "received";
}
