using Metrology.Core.Words;

namespace Metrology.Instruments.Links;

/// <summary>What came over a link as an answer and was not taken.</summary>
/// <param name="Link">Address of the link.</param>
/// <param name="Reason">Stable code, such as "dlt645.bad-checksum", and what it means.</param>
/// <param name="Bytes">What came, up to <see cref="KeptBytes"/>.</param>
public sealed record RefusedAnswer(string Link, Refusal Reason, byte[] Bytes, DateTimeOffset ReceivedAt)
{
    /// <summary>More than the longest frame of any protocol here, with noise before it.</summary>
    public const int KeptBytes = 512;

    /// <param name="family">Stands before the code of a frame; what is wrong with an exchange says so itself.</param>
    public static RefusedAnswer Of(string family, ILink link, Refusal reason, byte[] bytes, TimeProvider time) =>
        new(link.Address, reason with { Code = reason.Code.Contains('.', StringComparison.Ordinal) ? reason.Code : $"{family}.{reason.Code}" }, bytes, time.GetUtcNow());
}

/// <summary>Takes refused answers; must not block the link.</summary>
public interface IRefusedAnswerSink
{
    void Append(RefusedAnswer answer);
}
