using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Rebuilding;

/// <summary>
/// A digital certificate of this system, written again from the facts that its pages show. What the pages do not show cannot be changed unseen: it is either not
/// there at all, or follows from what they show.
/// </summary>
public static class WrittenAgain
{
    /// <param name="file">The bytes of the certificate.</param>
    /// <param name="xml">The same, read; its paper is of a known edition.</param>
    /// <returns>What is not as it would be written; empty when nothing is.</returns>
    public static IReadOnlyList<XmlDifference> Check(ReadOnlyMemory<byte> file, ReadDcc xml)
    {
        if (xml.Paper is not { IsKnown: true } paper || SafeXml.Load(file).Value.DocumentElement is not { } found)
            return [];
        var written = DccWriter.Write(new RebuiltDocument(xml, OwnResults.Of(found)).Of(paper));
        return written.Refusal is { } refusal
            ? [new(refusal.Field ?? "", refusal.Text.En, null)]
            : XmlDifferences.Between(SafeXml.Load(written.Value).Value.DocumentElement!, found);
    }

    /// <summary>The results of the file with their order and names.</summary>
    public static IReadOnlyList<OwnResult> Results(ReadOnlyMemory<byte> file) => SafeXml.Load(file).Value.DocumentElement is { } root ? OwnResults.Of(root) : [];
}
