using System.Formats.Asn1;
using System.Security.Cryptography;
using Metrology.Pdf.Reading;

namespace Metrology.Pdf.Signing;

/// <summary>A question to a time-stamping authority and what its answer is worth (RFC 3161 2.4). The nonce makes an old answer to the same question useless.</summary>
public sealed class TimeStampQuery
{
    const int NonceLength = 16;
    const string HttpQuery = "application/timestamp-query", HttpReply = "application/timestamp-reply";

    readonly byte[] imprint;
    readonly byte[] nonce = RandomNumberGenerator.GetBytes(NonceLength);

    /// <param name="sha256">What is stamped: the digest of a signature value.</param>
    public TimeStampQuery(ReadOnlyMemory<byte> sha256)
    {
        imprint = sha256.ToArray();
        nonce[0] &= 0x7f;
        nonce[0] |= 0x40;
    }

    /// <summary>Media types of question and answer (3.4).</summary>
    public static string MediaType => HttpQuery;

    public static string AnswerMediaType => HttpReply;

    public byte[] ToBytes()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Oids.Sha256);
                writer.WriteOctetString(imprint);
            }
            writer.WriteInteger(nonce);
            writer.WriteBoolean(true);
        }
        return writer.Encode();
    }

    /// <summary>The token, and the time it states; or what is wrong with the answer. Whose token it is and whether it is signed is seen when it is used.</summary>
    public TimeStampAnswer Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            var response = new AsnReader(answer, AsnEncodingRules.DER).ReadSequence();
            var status = response.ReadSequence();
            if (!status.TryReadInt32(out var granted) || granted is not (0 or 1))
                return new(null, null, TimeStampFault.Refused);
            var token = response.ReadEncodedValue();
            if (CmsSignedData.Parse(token) is not { ContentType: Oids.TimeStampInfo, Content: { } content })
                return new(null, null, TimeStampFault.Unreadable);
            return Compare(token, new AsnReader(content, AsnEncodingRules.DER).ReadSequence());
        }
        catch (Exception error) when (CmsVerification.IsOfContent(error))
        {
            return new(null, null, TimeStampFault.Unreadable);
        }
    }

    TimeStampAnswer Compare(ReadOnlyMemory<byte> token, AsnReader info)
    {
        info.ReadIntegerBytes();
        info.ReadObjectIdentifier();
        var stamped = info.ReadSequence();
        var algorithm = stamped.ReadSequence().ReadObjectIdentifier();
        if (algorithm != Oids.Sha256 || !stamped.ReadOctetString().AsSpan().SequenceEqual(imprint))
            return new(null, null, TimeStampFault.OtherImprint);
        info.ReadIntegerBytes();
        var time = info.ReadGeneralizedTime();
        // Accuracy and ordering may stand before the nonce.
        while (info.HasData && !info.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            info.ReadEncodedValue();
        return info.HasData && info.ReadIntegerBytes().Span.SequenceEqual(nonce) ? new(token, time, null) : new(null, null, TimeStampFault.OtherNonce);
    }
}

/// <param name="Token">Null when there is a fault.</param>
public sealed record TimeStampAnswer(ReadOnlyMemory<byte>? Token, DateTimeOffset? Time, TimeStampFault? Fault);

/// <summary>What is wrong with the answer of an authority.</summary>
public enum TimeStampFault
{
    /// <summary>It grants no stamp.</summary>
    Refused,
    Unreadable,
    /// <summary>It stamped something else.</summary>
    OtherImprint,
    /// <summary>It answers another question.</summary>
    OtherNonce,
}
