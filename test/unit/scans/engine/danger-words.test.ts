import { describe, expect, it } from 'vitest';
import {
  isDangerousLabel,
  isDangerousName,
  isDangerousParameter,
  isDangerousPath,
} from '@/lib/scans/rules/danger-words';

const label = (text: string) => isDangerousLabel(text, { words: [], isPlain: true });

describe('a control in another language than the two of the desk', () => {
  it.each([
    ...['Löschen', 'Konto löschen', 'Abmelden', 'Supprimer', 'Se déconnecter', 'Supprimer le compte'],
    ...['Eliminar', 'Borrar todo', 'Cerrar sesión', 'Excluir', 'Sair', 'Elimina', 'Esci', 'Verwijderen'],
    ...['Usuń', 'Wyloguj się', 'Удалить', 'Выйти', 'Hapus', 'Keluar', 'Xóa', 'Đăng xuất', 'Sil', 'Çıkış yap'],
    ...[
      'حذف',
      'تسجيل الخروج',
      'ลบ',
      'ออกจากระบบ',
      '削除',
      '退会する',
      'ログアウト',
      '삭제',
      '회원 탈퇴',
      '로그아웃',
    ],
    ...['Lo\u0308schen', 'SUPPRIMER', 'ﾛｸﾞｱｳﾄ'],
  ])('is not used: %s', (text) => {
    expect(label(text)).toBe(true);
  });

  it.each([
    ...[
      'Über uns',
      'Produits',
      'Détails du produit',
      'Ver más',
      'Início',
      'О компании',
      'Подробнее',
      'Tentang kami',
    ],
    ...[
      'Giới thiệu',
      'Hakkımızda',
      'اقرأ المزيد',
      'เกี่ยวกับเรา',
      'お問い合わせ',
      '詳細を見る',
      '자세히 보기',
      'Silver',
    ],
    'Wie man alte Einträge in der neuen Fassung löschen kann',
    'よくある質問：登録したデータの削除方法について',
  ])('is used: %s', (text) => {
    expect(label(text)).toBe(false);
  });

  it('is known by its path and its name too', () => {
    for (const path of [
      '/konto/loeschen',
      '/article/7/supprimer',
      '/cuenta/eliminar',
      '/%E5%89%8A%E9%99%A4/7',
    ])
      expect(isDangerousPath(path)).toBe(true);
    for (const name of ['btn-supprimer', 'eliminarCuenta', 'hapus_data'])
      expect(isDangerousName(name)).toBe(true);
    for (const path of ['/produits/7', '/ueber-uns', '/silver/ring', '/%E5%95%86%E5%93%81/7'])
      expect(isDangerousPath(path)).toBe(false);
  });
});

describe('a parameter that names a file of a disk', () => {
  it.each([
    '/tmp/run/docs/terms.txt',
    '/var/run/shop/start.log',
    '/usr/share/stop/close/readme.txt',
    'file:///opt/archive/run/guide.pdf',
    'file:/srv/export/guide.pdf',
    'C:\\exec\\run\\guide.pdf',
  ])('says nothing of what is done: %s', (value) => {
    expect(isDangerousParameter('target', value)).toBe(false);
  });

  it.each([
    '/account/delete',
    '/tmp/x/delete.php',
    '/logout',
    '/user/delete/7',
    '/opt/shop/logout',
    'file:///srv/delete.php',
  ])('may still ask for something: %s', (value) => {
    expect(isDangerousParameter('target', value)).toBe(true);
  });
});
