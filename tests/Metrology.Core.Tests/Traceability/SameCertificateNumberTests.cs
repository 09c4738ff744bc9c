using Metrology.Core.Traceability;

namespace Metrology.Core.Tests.Traceability;

/// <summary>One certificate is counted once, in whatever way its number is spelled; two certificates stay two.</summary>
public class SameCertificateNumberTests
{
    private const string Number = "〔2021〕示量标法证字第0001号";

    [Theory]
    [InlineData("〔21〕示量标法证字第0001号")]
    [InlineData("﹝2021﹞示量标法证字第0001号")]
    [InlineData("【2021】示量标法证字第1号")]
    [InlineData("〖2021〗示量標法證字第0001號")]
    [InlineData("「2021」示量标法证字第0001号")]
    [InlineData("《2021》示量标法证字第0001号")]
    [InlineData("{2021}示量标法证字第0001号")]
    [InlineData("<2021>示量标法证字第0001号")]
    [InlineData("2021示量标法证字第0001号")]
    [InlineData("（2021年）示量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字0001号")]
    [InlineData("〔2021〕示量标法证字第0001")]
    [InlineData("〔2021〕示量标法证字第0001号（换证）")]
    [InlineData("〔2021〕示量标法证字第〇〇〇一号")]
    [InlineData("〔二〇二一〕示量标法证字第0001号")]
    [InlineData("〔2021〕示·量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字No.0001")]
    [InlineData("［２０２１］示量标法证字第　０００１　号")]
    [InlineData("示量标法证字〔2021〕第0001号")]
    [InlineData("示量标法证字〔2021〕0001号")]
    [InlineData("证书编号：〔2021〕示量标法证字第0001号")]
    [InlineData("证书号：〔2021〕示量标法证字第0001号")]
    [InlineData("〔2021年度〕示量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字第⒈号")]
    [InlineData("〔2021〕示量标法证字第OOO1号")]
    [InlineData("〔2021〕示量标法证字编号0001号")]
    [InlineData("〔贰零贰壹〕示量标法证字第0001号")]
    public void A_spelling_makes_no_other_certificate(string spelled) => Assert.Equal(StandardCertificateNumber.Same(Number), StandardCertificateNumber.Same(spelled));

    [Theory]
    [InlineData("〔2021〕示量标法证字第0010号")]
    [InlineData("〔2021〕示量标法证字第0002号")]
    [InlineData("〔2011〕示量标法证字第0001号")]
    [InlineData("〔2021〕示社量标法证字第0001号")]
    [InlineData("〔2021〕示量标授证字第0001号")]
    [InlineData("〔2021〕例量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字第00011号")]
    [InlineData("〔1921〕示量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字第0001-1号")]
    [InlineData("〔2021〕示量标法证字第0001A号")]
    [InlineData("〔2021〕示量标法证字第十号")]
    public void Another_certificate_is_another(string other) => Assert.NotEqual(StandardCertificateNumber.Same(Number), StandardCertificateNumber.Same(other));

    [Theory]
    [InlineData("ABC-12/3", "abc 12 3", true)]
    [InlineData("ABC-123", "ABC-124", false)]
    [InlineData("SL-1-12", "SL-11-2", false)]
    [InlineData("A.1.23", "A.12.3", false)]
    [InlineData("示2022-0-11", "示2022-01-1", false)]
    [InlineData("浙检2023-1-12", "浙检2023-11-2", false)]
    [InlineData("〔2021〕示量标法证字第十号", "〔2021〕示量标法证字第0010号", true)]
    [InlineData("〔2021〕示量标法证字第二十一号", "〔2021〕示量标法证字第21号", true)]
    [InlineData("〔2021〕示量标法证字第0704-1号", "〔2021〕示量标法证字第7041号", false)]
    public void A_number_of_another_form_is_compared_by_letters_and_figures(string one, string other, bool isSame) =>
        Assert.Equal(isSame, StandardCertificateNumber.Same(one) == StandardCertificateNumber.Same(other));

    /// <summary>Where only the separators differ nobody knows: it is a doubt and no double.</summary>
    [Fact]
    public void Separators_alone_are_a_doubt() => Assert.Equal(StandardCertificateNumber.WithoutSeparators("SL-1-12"), StandardCertificateNumber.WithoutSeparators("SL-11-2"));
}
