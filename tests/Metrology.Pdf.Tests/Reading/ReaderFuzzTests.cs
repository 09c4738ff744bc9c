using System.Text;
using System.Text.RegularExpressions;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>Damage of every kind to our own files: the reader answers with a document or with its own exception, and nothing else.</summary>
public partial class ReaderFuzzTests
{
    const int Mutations = 300;

    static readonly byte[] Signed = SignedSample.Sign(SignedSample.Sign((Documents.Of(new Heading("甲"), new Paragraph("±0.05 %")) with
    {
        Attachments = [new("dcc.xml", "text/xml", "<dcc/>"u8.ToArray())],
    }).ToBytes()));

    [Fact]
    public void Every_truncation_is_answered()
    {
        var readable = Enumerable.Range(0, Signed.Length).Where(length => Reading.Outcome(Signed[..length]) is not null).ToArray();
        // The unsigned document and the one signed once are files of their own, with or without the line end behind their mark.
        Assert.InRange(readable.Length, 2, 5);
        Assert.All(readable, length => Assert.Equal("%%EOF", Encoding.Latin1.GetString(Signed, length - 6, 6).Trim()));
    }

    [Fact]
    public void Every_mutation_of_bytes_is_answered()
    {
        var random = new Random(20260318);
        var (start, end) = SignedSample.Gap(Signed);
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = Signed.ToArray();
            for (var count = random.Next(1, 6); count > 0; count--)
                mutant[random.Next(mutant.Length)] = random.Next(3) switch { 0 => (byte)'0', 1 => 255, _ => (byte)random.Next(256) };
            var isSame = mutant.AsSpan(0, start).SequenceEqual(Signed.AsSpan(0, start)) && mutant.AsSpan(end).SequenceEqual(Signed.AsSpan(end));
            var document = Reading.Outcome(mutant);
            Assert.True(isSame || document is null || !document.Signatures.Any(signature => signature is { IsGood: true, CoversWholeFile: true }), $"mutation {i}");
        }
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("generate")]
    public void Every_mutation_of_numbers_names_and_references_is_answered(string objectStreams)
    {
        Assert.SkipWhen(ForeignProgram.Missing("qpdf") is not null, ForeignProgram.Missing("qpdf") ?? "");
        using var source = new TemporaryFile(Signed);
        using var target = new TemporaryFile([]);
        var (exit, output, error) = ForeignProgram.Run("qpdf", "--stream-data=uncompress", $"--object-streams={objectStreams}", source.Path, target.Path);
        Assert.True(exit == 0, output + error);
        var file = Encoding.Latin1.GetString(File.ReadAllBytes(target.Path));
        Assert.NotNull(Reading.Outcome(Encoding.Latin1.GetBytes(file)));
        var tokens = Token().Matches(file).ToArray();
        var random = new Random(7);
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var token = tokens[random.Next(tokens.Length)];
            // Of the same length, so that everything behind it stays in its place.
            var other = token.Value[0] == '/' ? tokens[random.Next(tokens.Length)].Value : random.Next(4) switch
            {
                0 => new string('9', token.Length),
                1 => new string('0', token.Length),
                2 => "-" + new string('1', token.Length),
                _ => random.Next(40).ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            var mutant = file.Remove(token.Index, token.Length).Insert(token.Index, other[..Math.Min(other.Length, token.Length)].PadRight(token.Length));
            if (Reading.Outcome(Encoding.Latin1.GetBytes(mutant)) is null)
                refused++;
            else
                read++;
        }
        Assert.InRange(read, Mutations / 30, Mutations - Mutations / 30);
        Assert.InRange(refused, Mutations / 30, Mutations - Mutations / 30);
    }

    [Fact]
    public void Every_mutation_of_the_signature_itself_is_found()
    {
        var intact = 0;
        var random = new Random(11);
        var pdf = SignedSample.Sign(Documents.Of(new Paragraph("甲")).ToBytes());
        var cms = SignedSample.Cms(pdf);
        var (start, _) = SignedSample.Gap(pdf);
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = cms.ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
                mutant[random.Next(mutant.Length)] = random.Next(3) switch { 0 => 0x30, 1 => 0xFF, _ => (byte)random.Next(256) };
            if (mutant.AsSpan().SequenceEqual(cms))
                continue;
            Encoding.ASCII.GetBytes(Convert.ToHexString(mutant), pdf.AsSpan(start + 1));
            var signature = Assert.Single(PdfReader.Open(pdf).Signatures);
            // Version numbers and the other certificates of the chain are outside of what is signed; a root decides about those.
            if (signature.IsIntact)
                intact++;
            Assert.True(!signature.IsIntact || signature.Certificate!.RawData.AsSpan().SequenceEqual(Signers.Ecdsa.Chain[0].RawData), $"mutation {i}");
        }
        Assert.InRange(intact, 0, Mutations * Signers.Root.RawData.Length / cms.Length);
    }

    [GeneratedRegex(@"(?<![\w.])\d+(?![\w.])|/[A-Z]\w+")]
    private static partial Regex Token();
}
