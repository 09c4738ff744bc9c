using System.Text.RegularExpressions;
using Metrology.Core.Words;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Reading;

/// <summary>Bytes → certificate. Files of strangers: bounded, no document type, nothing fetched, and every defect is a refusal with a name.</summary>
public static partial class DccReader
{
    /// <summary>Reads versions 3.2.x and 3.3.x. Elements that are not known are passed over.</summary>
    public static Outcome<ReadDcc> Read(ReadOnlyMemory<byte> file)
    {
        var document = SafeXml.Load(file);
        if (document.Refusal is { } notXml)
            return notXml;
        var root = document.Value.DocumentElement!;
        if (!root.Is(Namespaces.Dcc, "digitalCalibrationCertificate"))
            return DccProblem.NotADcc;
        var version = root.GetAttribute("schemaVersion");
        if (!Supported().IsMatch(version))
            return DccProblem.Version(version);
        var problem = new DccProblem();
        var read = new CertificateReading(problem).Read(root, version);
        return problem.First is { } first ? first : read;
    }

    [GeneratedRegex(@"^3\.[23]\.[0-9]{1,3}(-[0-9A-Za-z.]{1,20})?\z")]
    private static partial Regex Supported();
}
