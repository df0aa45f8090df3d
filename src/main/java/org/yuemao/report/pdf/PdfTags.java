package org.yuemao.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/**
 * The structure of a document beside its pages (ISO 32000-1, 14.7 and 14.8): what is a heading, a paragraph, a figure or a cell,
 * in which order and in which language, for those who listen to it or turn it into something else.
 */
final class PdfTags {
    private static final COSName ARTIFACT = COSName.getPDFName("Artifact");

    private final PDDocument document;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement top;
    private final Map<COSDictionary, COSArray> marked = new IdentityHashMap<>();
    private final List<COSDictionary> annotations = new ArrayList<>();
    private final List<COSDictionary> ofAnnotations = new ArrayList<>();

    PdfTags(PDDocument document, Locale language) {
        this.document = document;
        PDMarkInfo mark = new PDMarkInfo();
        mark.setMarked(true);
        document.getDocumentCatalog().setMarkInfo(mark);
        document.getDocumentCatalog().setStructureTreeRoot(root);
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        top = element(root, "Document");
    }

    /** The whole document. */
    PDStructureElement top() {
        return top;
    }

    /** A new element, the last in the other so far. */
    PDStructureElement element(PDStructureNode in, String type) {
        PDStructureElement element = new PDStructureElement(type, in);
        in.appendKid(element);
        return element;
    }

    /** A new cell of a header, for the column below it or the row beside it. */
    PDStructureElement header(PDStructureElement row, boolean ofColumn) {
        PDStructureElement cell = element(row, "TH");
        PDTableAttributeObject attributes = new PDTableAttributeObject();
        attributes.setScope(ofColumn ? PDTableAttributeObject.SCOPE_COLUMN : PDTableAttributeObject.SCOPE_ROW);
        cell.addAttribute(attributes);
        return cell;
    }

    /** From now on what is drawn belongs to the element. */
    void begin(PdfCanvas canvas, PDStructureElement element) throws IOException {
        COSArray ofPage = marked.computeIfAbsent(canvas.page().getCOSObject(), page -> new COSArray());
        int number = ofPage.size();
        ofPage.add(element.getCOSObject());
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, number);
        canvas.begin(COSName.getPDFName(element.getStructureType()), PDPropertyList.create(properties));
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(canvas.page());
        reference.setMCID(number);
        element.appendKid(reference);
    }

    /** From now on what is drawn says nothing: lines, and what is repeated on every page. */
    void beginArtifact(PdfCanvas canvas) throws IOException {
        canvas.begin(ARTIFACT);
    }

    /** Notes a link as part of the element that it leads away from. */
    void link(PDStructureElement element, PDPage page, PDAnnotationLink link) {
        PDObjectReference reference = new PDObjectReference();
        reference.setReferencedObject(link);
        reference.getCOSObject().setItem(COSName.PG, page);
        element.appendKid(reference);
        annotations.add(link.getCOSObject());
        ofAnnotations.add(element.getCOSObject());
    }

    /** Writes down to which element each piece of a page belongs, when everything is drawn. */
    void finish() {
        COSArray numbers = new COSArray();
        int next = 0;
        for (PDPage page : document.getPages()) {
            COSArray elements = marked.get(page.getCOSObject());
            if (elements != null) {
                page.setStructParents(next);
                numbers.add(COSInteger.get(next++));
                numbers.add(elements);
            }
        }
        for (int i = 0; i < annotations.size(); i++) {
            annotations.get(i).setInt(COSName.STRUCT_PARENT, next);
            numbers.add(COSInteger.get(next++));
            numbers.add(ofAnnotations.get(i));
        }
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
        root.setParentTreeNextKey(next);
    }
}
