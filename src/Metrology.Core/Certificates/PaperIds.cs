namespace Metrology.Core.Certificates;

/// <summary>
/// Ids of what a paper shows outside of its sections. Together with the ids of fields, paragraphs and cells they name every fact of a certificate: the page is
/// marked with them, and paper and XML are compared under them.
/// </summary>
public static class PaperIds
{
    public const string Title = "title";
    public const string Institution = "institution/name";
    public const string Contact = "institution/contact";
    public const string CheckCode = "check/code";
    public const string CheckHint = "check/address";
    public const string Watermarks = "watermarks";

    /// <summary>Where the ledger stood.</summary>
    public const string Ledger = "ledger";

    /// <summary>Conditions that are recorded and not judged.</summary>
    public const string Unjudged = "unjudged";

    /// <summary>Who took the sample, how and when.</summary>
    public const string Sampling = "sampling";

    /// <summary>Results that come from others.</summary>
    public const string External = "external";

    /// <summary>A sentence of the template at the foot of the cover.</summary>
    /// <param name="index">From 0.</param>
    public static string Statement(int index) => $"statements/{Count(index)}";

    /// <summary>A sentence of the procedure below the results.</summary>
    public static string Remark(int index) => $"remarks/{Count(index)}";

    /// <summary>Digest of the file of the certificate of an instrument.</summary>
    public static string CertificateFile(int index) => $"equipment/{Count(index)}/file";

    private static string Count(int index) => PointDigits.Count(index + 1);

    /// <summary>Id of the same fact in the second language of a bilingual paper.</summary>
    public static string Second(string id) => id + SecondMark;

    /// <summary>The fact that a text in the second language states, or null for one in the first.</summary>
    public static string? FirstOf(string id) => id.EndsWith(SecondMark, StringComparison.Ordinal) ? id[..^SecondMark.Length] : null;

    private const string SecondMark = "@2";

    public static string Cover(string field) => $"cover/{field}";

    public static string Signature(SignatureRole role) => role switch
    {
        SignatureRole.Verifier => "signatures/verifier",
        SignatureRole.Checker => "signatures/checker",
        SignatureRole.Approver => "signatures/approver",
    };
}
