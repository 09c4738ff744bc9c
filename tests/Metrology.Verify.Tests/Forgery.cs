using System.Text;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Verify.Tests;

/// <summary>What a forger does: one text changed, everything else as it was.</summary>
internal static partial class Forgery
{
    /// <summary>The ids of every text on the pages that states something.</summary>
    public static IEnumerable<string> Ids(CertificateDocument document) =>
    [
        "title", "institution/name", "institution/contact", "check/code", "check/address", "ledger",
        .. document.Cover.Select(field => $"cover/{field.Id}"),
        .. document.Signatures.Select(signature => PaperIds.Signature(signature.Role)),
        .. document.Sections.SelectMany(section => section.Blocks).SelectMany(Ids),
    ];

    /// <summary>Where a changed text is found: results and conditions have a root of their own, range and uncertainty of a standard stand in one text.</summary>
    public static string PathOf(string id) => id switch
    {
        _ when id.StartsWith("standards/", StringComparison.Ordinal) && (id.EndsWith("/range", StringComparison.Ordinal) || id.EndsWith("/uncertainty", StringComparison.Ordinal)) => id[..id.LastIndexOf('/')] + "/description",
        _ when id.EndsWith("/decision", StringComparison.Ordinal) || id is "place" or "authorisation" or "unconfirmed" or "unjudged" or "not-verified" or "title" or "ledger" or "procedure" or "procedure/data" => id,
        _ when id.Split('/')[0] is "cover" or "institution" or "check" or "signatures" or "standards" or "equipment" or "statements" or "remarks" => id,
        _ when id.StartsWith("environment/", StringComparison.Ordinal) => "conditions/" + id["environment/".Length..],
        _ => $"results/{id}",
    };

    /// <summary>The pages with another text under the id.</summary>
    public static CertificateDocument OnPages(CertificateDocument document, string id) => id switch
    {
        "title" => document with { Title = Other(document.Title) },
        "institution/name" => document with { Institution = document.Institution with { Name = Other(document.Institution.Name) } },
        "institution/contact" => document with { Institution = document.Institution with { Telephone = Other(document.Institution.Telephone) } },
        "check/code" => document with { CheckCode = Other(document.CheckCode) },
        "check/address" => document with { CheckAddress = document.CheckAddress.Replace("00001", "00009", StringComparison.Ordinal) },
        "ledger" => document with { Ledger = document.Ledger! with { Size = document.Ledger.Size + 1 } },
        _ => document with
        {
            Cover = [.. document.Cover.Select(field => $"cover/{field.Id}" == id ? field with { Value = Other(field.Value) } : field)],
            Signatures = [.. document.Signatures.Select(one => PaperIds.Signature(one.Role) == id ? one with { Name = Other(one.Name) } : one)],
            Sections = [.. document.Sections.Select(section => section with { Blocks = [.. section.Blocks.Select(block => Changed(block, id))] })],
        },
    };

    /// <summary>Pages and data with another number under the id.</summary>
    public static CertificateDocument Everywhere(CertificateDocument document, string id)
    {
        var items = document.Data!.Items.Select(item => item with
        {
            Results = [.. item.Results.Select(column => column with { Numbers = [.. column.Numbers.Select(one => one.Id == id ? one with { Digits = Other(one.Digits!) } : one)] })],
        });
        return OnPages(document, id) with { Data = document.Data with { Items = [.. items] } };
    }

    /// <summary>The XML with each of its texts changed, one at a time.</summary>
    public static IEnumerable<byte[]> Texts(byte[] xml)
    {
        var text = Encoding.UTF8.GetString(xml);
        return Content().Matches(text).Select(match => Encoding.UTF8.GetBytes(text.Remove(match.Index, match.Length).Insert(match.Index, Other(match.Value))));
    }

    private static IEnumerable<string> Ids(Block block) => block switch
    {
        Paragraph { ValueId: { } id } => [id],
        FieldList fields => fields.Fields.Select(field => field.Id),
        Table table => table.Rows.SelectMany(row => row).Where(cell => cell is { ValueId: not null, Text.Zh: not "—" }).Select(cell => cell.ValueId!),
        _ => [],
    };

    private static Block Changed(Block block, string id) => block switch
    {
        // The number before a decision rule only counts the notes.
        Paragraph paragraph when paragraph.ValueId == id => paragraph with { Text = new(paragraph.Text.Zh + "不", paragraph.Text.En + " not") },
        FieldList fields => fields with { Fields = [.. fields.Fields.Select(field => field.Id == id ? field with { Value = Other(field.Value) } : field)] },
        Table table => table with { Rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(cell => cell.ValueId == id ? cell with { Text = Other(cell.Text) } : cell)])] },
        _ => block,
    };

    private static BilingualText Other(BilingualText text) => new(Other(text.Zh), Other(text.En));

    /// <summary>The last digit of a number is another one; words get one more character that the font has.</summary>
    private static string Other(string text)
    {
        var last = text.LastIndexOfAny([.. "0123456789"]);
        return last < 0 ? text + "不" : $"{text[..last]}{(text[last] == '9' ? '8' : (char)(text[last] + 1))}{text[(last + 1)..]}";
    }

    /// <summary>Text of elements and values of attributes that are not names of namespaces or algorithms.</summary>
    [GeneratedRegex(@"(?<=>)[^<>\s][^<>]*(?=<)")]
    private static partial Regex Content();
}
